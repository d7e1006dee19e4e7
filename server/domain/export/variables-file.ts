import { ownsVariable } from "@/server/core/kinds/secret-variables";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { renderVariables } from "@/server/hcl/variables-tf";

/** Where the tree declares its secret variables. */
export const variablesPath = "variables.tf";

/** The file's text; null when there is nothing to declare, and so no file. */
export const variablesFile = (names: ReadonlySet<string>): string | null =>
  names.size === 0 ? null : renderVariables(names);

/** The declared names after one resource has changed: its old ones go, the given ones come. */
export function withNamesOf(
  names: ReadonlySet<string>,
  of: { readonly kind: KindName; readonly id: string },
  own: readonly string[],
): ReadonlySet<string> {
  const isOwn = ownsVariable(resourceKinds[of.kind], of.id);
  const others = [...names].filter((name) => !isOwn(name));
  return new Set([...others, ...own]);
}
