import { continuesIdentifier, startsIdentifier } from "./characters";
import { HclError, type HclErrorCode, type Position } from "./error";
import { type Limits, tooDeep } from "./limits";

const lineFeed = 10;
const carriageReturn = 13;
const asciiName = /[A-Za-z_][A-Za-z0-9_-]*/y;

/** A place in HCL text that only moves forward: every character is looked at a bounded number of times. */
export class Scanner {
  offset = 0;
  #line = 1;
  #lineStart = 0;
  #nodes = 0;
  #depth = 0;

  constructor(
    readonly text: string,
    readonly file: string,
    readonly limits: Limits,
  ) {
    if (text.startsWith("\ufeff")) this.#lineStart = this.offset = 1;
  }

  get next(): string {
    return this.text[this.offset] ?? "";
  }

  get position(): Position {
    return { line: this.#line, column: this.offset - this.#lineStart + 1 };
  }

  get atEnd(): boolean {
    return this.offset >= this.text.length;
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.offset);
  }

  /** Steps over one character if it is there. */
  take(character: string): boolean {
    if (this.next !== character) return false;
    this.offset++;
    return true;
  }

  expect(character: string, meaning: string): void {
    if (this.take(character)) return;
    const found = this.atEnd ? "the end of the file" : show(this.text, this.offset);
    throw this.error("syntax", `Expected ${meaning}, found ${found}.`, "Correct the syntax.");
  }

  /** Steps over a line break; true when there was one. */
  takeNewline(): boolean {
    const { text, offset } = this;
    const code = text.charCodeAt(offset);
    const length = code === lineFeed ? 1 : code === carriageReturn && text.charCodeAt(offset + 1) === lineFeed ? 2 : 0;
    if (length === 0) return false;
    this.offset += length;
    this.#line++;
    this.#lineStart = this.offset;
    return true;
  }

  /** Skips spaces, tabs and comments, and line breaks if asked; gives the number of line breaks skipped. */
  skip(lineBreaks: boolean): number {
    let count = 0;
    for (;;) {
      const { next } = this;
      if (next === " " || next === "\t") this.offset++;
      else if (next === "#") this.#skipLine();
      else if (next === "/") {
        const after = this.text[this.offset + 1];
        if (after === "/") this.#skipLine();
        else if (after === "*") this.#skipComment();
        else return count;
      } else if (lineBreaks && this.takeNewline()) count++;
      else return count;
    }
  }

  #skipLine(): void {
    const end = this.text.indexOf("\n", this.offset);
    const stop = end < 0 ? this.text.length : end;
    this.offset = this.text[stop - 1] === "\r" && end >= 0 ? stop - 1 : stop;
  }

  #skipComment(): void {
    const { position } = this;
    const end = this.text.indexOf("*/", this.offset + 2);
    if (end < 0) throw this.error("syntax", "A comment is not closed.", "Close it with `*/`.", position);
    while (this.offset < end + 2) if (!this.takeNewline()) this.offset++;
  }

  /** A bare name, or null when none begins here. */
  takeIdentifier(): string | null {
    const { text, offset: start } = this;
    asciiName.lastIndex = start;
    let end = asciiName.test(text) ? asciiName.lastIndex : start;
    // What ends a name is nearly always ASCII.
    while (text.charCodeAt(end) > 0x7f) {
      const codePoint = text.codePointAt(end) ?? 0;
      const belongs = end === start ? startsIdentifier(codePoint) : continuesIdentifier(codePoint);
      if (!belongs) break;
      end += codePoint > 0xffff ? 2 : 1;
    }
    this.offset = end;
    return end === start ? null : text.slice(start, end);
  }

  /** Counts a value, attribute or block against the limit. */
  count(): void {
    if (++this.#nodes <= this.limits.nodes) return;
    throw this.error("too_large", `The file holds more than ${this.limits.nodes} values.`, "Split the file.");
  }

  /** Before something is read that lies one level deeper; `ascend` comes after it. */
  descend(): void {
    if (++this.#depth > this.limits.depth) throw tooDeep(this.limits.depth, this.file, this.position);
  }

  ascend(): void {
    this.#depth--;
  }

  error(code: HclErrorCode, message: string, remedy: string, position: Position = this.position): HclError {
    return new HclError(code, message, remedy, this.file, position);
  }
}

/** One character in quotes, spelled out when it could disturb a terminal. */
export function show(text: string, offset: number): string {
  const codePoint = text.codePointAt(offset) ?? 0;
  if (codePoint === 10 || codePoint === 13) return "a line break";
  return codePoint > 0x20 && codePoint < 0x7f
    ? `“${String.fromCodePoint(codePoint)}”`
    : `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
