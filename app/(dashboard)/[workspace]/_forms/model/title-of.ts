import type { KindName } from "@/server/core/kinds/types";

/** The title of a resource named in a form; insert functions are named with and without their prefix. */
export const titleOf = (
  titles: { readonly [target: string]: string },
  kinds: readonly KindName[],
  id: string,
): string | undefined =>
  kinds.map((kind) => titles[`${kind}:${id}`] ?? titles[`${kind}:ifnd_${id}`]).find((title) => title !== undefined);
