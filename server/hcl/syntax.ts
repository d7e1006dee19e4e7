import type { Position } from "./error";

/**
 * HCL with explicit values only, as plain data. It keeps what a person wrote that formatting does not decide:
 * order, literal against `jsonencode(...)`, and whether a bracket is followed by a line break.
 */
export type Layout = "inline" | "lines";

export interface ObjectItem {
  readonly key: string;
  readonly value: Expression;
}

interface At {
  /** Set by the reader. */
  readonly at?: Position;
}

export type Expression = At &
  (
    | { readonly kind: "null" }
    | { readonly kind: "bool"; readonly value: boolean }
    /** The literal's own digits, kept as written. */
    | { readonly kind: "number"; readonly text: string }
    | { readonly kind: "string"; readonly value: string }
    | { readonly kind: "list"; readonly items: readonly Expression[]; readonly layout: Layout }
    | { readonly kind: "object"; readonly items: readonly ObjectItem[]; readonly layout: Layout }
    | { readonly kind: "jsonencode"; readonly argument: Expression }
    /** `segment_source.id-x`: only as `to` of an import block. */
    | { readonly kind: "address"; readonly type: string; readonly label: string }
    /** `var.name`: stands for a secret that is not in the file. */
    | { readonly kind: "variable"; readonly name: string }
    /** A bare word: only as `type` of a variable block and among `ignore_changes`. */
    | { readonly kind: "word"; readonly text: string }
  );

export interface HclAttribute extends At {
  readonly kind: "attribute";
  readonly name: string;
  readonly value: Expression;
  /** A blank line stands before it. */
  readonly spaced: boolean;
}

export interface HclBlock extends At {
  readonly kind: "block";
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: readonly BodyItem[];
  readonly layout: Layout;
  readonly spaced: boolean;
}

export type BodyItem = HclAttribute | HclBlock;

export interface HclFile {
  readonly blocks: readonly HclBlock[];
  readonly trailingNewline: boolean;
}
