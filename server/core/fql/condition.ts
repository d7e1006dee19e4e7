/** What a row compares a field with. */
export type Scalar = string | number | boolean;

export const comparisons = ["=", "!=", ">", ">=", "<", "<="] as const;
export type Comparison = (typeof comparisons)[number];

/** One line of a condition. Fields are FQL paths as written, with their `\` escapes. */
export type Row =
  | { readonly kind: "compare"; readonly field: string; readonly operator: Comparison; readonly value: Scalar }
  | { readonly kind: "exists"; readonly field: string; readonly negated: boolean }
  | {
      readonly kind: "call";
      readonly name: "contains" | "match";
      readonly field: string;
      readonly value: string;
      readonly negated: boolean;
    }
  | { readonly kind: "in"; readonly field: string; readonly values: readonly Scalar[]; readonly negated: boolean };

/** Rows joined by one word; groups inside are joined by the other one. */
export interface Group {
  readonly kind: "group";
  readonly join: "and" | "or";
  readonly items: readonly (Row | Group)[];
}

/** What the condition builder edits: everything (`all`), or rows in groups. */
export type Condition = { readonly kind: "all" } | Group;

export const isGroup = (item: Row | Group): item is Group => item.kind === "group";

const plainPath = /[\p{L}\p{N}_$.-]/u;
const pathStart = /[\p{L}_$]/u;

/** An FQL path from what a person typed: what a path cannot hold is escaped, what is escaped stays. */
export function pathFromText(typed: string): string {
  let path = "";
  for (let at = 0; at < typed.length; at++) {
    const character = String.fromCodePoint(typed.codePointAt(at) ?? 0);
    at += character.length - 1;
    const escaped = character === "\\" && at + 1 < typed.length;
    if (escaped) path += `\\${typed.charAt(++at)}`;
    else path += (path === "" ? pathStart : plainPath).test(character) ? character : `\\${character}`;
  }
  return path;
}
