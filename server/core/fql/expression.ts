import type { Comparison } from "./condition";

/** An FQL statement in full, as it is evaluated; `condition.ts` has the part that the builder shows as rows. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** Names from the top of the event down; empty for nothing. */
  | { readonly kind: "path"; readonly names: readonly string[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "joined"; readonly join: "and" | "or"; readonly items: readonly Expression[] }
  | {
      readonly kind: "compare";
      readonly operator: Comparison | "in";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Expression[] };

/** The names of a dotted path; `\` makes the character after it a plain one. */
export function namesOf(path: string): string[] {
  const names = [""];
  for (let at = 0; at < path.length; at++) {
    const escaped = path.charAt(at) === "\\";
    if (escaped) at++;
    const character = path.charAt(at);
    if (!escaped && character === ".") names.push("");
    else names[names.length - 1] += character;
  }
  return names;
}
