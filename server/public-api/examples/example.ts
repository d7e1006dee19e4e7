import type { JsonValue } from "@/server/hcl/schema";

/** One call of the collection. Texts may hold `$NAME`, which an earlier call has kept. */
export interface Example {
  readonly operation: string;
  /** Path parameters; those left out are variables named after them, such as `$SOURCE_ID`. */
  readonly path?: { readonly [parameter: string]: string };
  readonly query?: { readonly [name: string]: string };
  readonly body?: JsonValue;
  /** Variables that the collection sets itself, before this call: a space is there as soon as something names it. */
  readonly sets?: { readonly [variable: string]: string };
  /** Variables that later calls use, each with the text that comes right before its value in the answer. */
  readonly keeps?: { readonly [variable: string]: string };
}

/** `sourceId` → `SOURCE_ID`. */
export const variableOf = (parameter: string) => parameter.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
