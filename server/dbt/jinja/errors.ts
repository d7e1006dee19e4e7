/** A template's own mistake: a syntax error, a bad operation or a raised exception. `line` is 1-based in its template. */
export class JinjaError extends Error {
  override name = "JinjaError";
  line: number | undefined;
  /** The macros it passed through, innermost first, each with the line in its own file. */
  readonly trace: { macro: string; line: number | undefined }[] = [];

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** The template asked for more steps, time, text, memory or depth than its budget. Never caught by template code. */
export class LimitError extends JinjaError {
  override name = "LimitError";
}

/** Control flow, not an error: `return(value)` leaves the nearest macro with a value. */
export class ReturnSignal {
  constructor(readonly value: unknown) {}
}
