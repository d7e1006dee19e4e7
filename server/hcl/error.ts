/** Where something stands in a file: both count from 1, columns in UTF-16 units as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export type HclErrorCode =
  /** Not HCL. */
  | "syntax"
  /** HCL, but more than explicit values: a variable, a reference, a function, an operator, a template. */
  | "not_explicit"
  /** Larger or deeper than the limits. */
  | "too_large"
  /** Explicit, but not what the resource's attributes allow; also a state that cannot be written. */
  | "wrong_value";

/** What is wrong with HCL text or a state, where, and what to do. Never holds more than a few characters of the input. */
export class HclError extends Error {
  override readonly name = "HclError";

  constructor(
    readonly code: HclErrorCode,
    message: string,
    readonly remedy: string,
    readonly file: string,
    /** Null for a state that never was a file. */
    readonly position: Position | null,
  ) {
    super(message);
  }

  /** `file:line:column: message remedy`, on one line. */
  toLine(): string {
    const at = this.position ? `${this.file}:${this.position.line}:${this.position.column}` : this.file;
    return `${at}: ${this.message} ${this.remedy}`;
  }
}
