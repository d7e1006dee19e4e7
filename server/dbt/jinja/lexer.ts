import { shrink } from "@/server/dbt/jinja/arithmetic";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { unescapeString } from "@/server/dbt/jinja/string-escapes";
import { Float, type Int } from "@/server/dbt/jinja/values";

export type Token =
  | { type: "data" | "name" | "operator" | "string"; value: string; line: number }
  | { type: "number"; value: Int | Float; line: number }
  | { type: "outputStart" | "outputEnd" | "blockStart" | "blockEnd" | "end"; value: ""; line: number };

const OPERATORS = new Set(["**", "//", "==", "!=", "<=", ">="]);
const SINGLE = new Set([..."+-*/%~<>=()[]{},:.|;"]);
const WORD = /[\p{L}_][\p{L}\p{N}\p{M}_]*/uy;
const NUMBER =
  /0[xX][0-9a-fA-F](?:_?[0-9a-fA-F])*|0[bB][01](?:_?[01])*|0[oO][0-7](?:_?[0-7])*|\d(?:_?\d)*(?:\.\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?/y;
const RAW_START = /\s*raw\s*([-+])?%\}/y;
const RAW_END = /\{%([-+])?\s*endraw\s*([-+])?%\}/g;
const MAX_NESTING = 200;

/**
 * Splits a template into tokens with Jinja's whitespace rules as dbt sets them: no trim_blocks, no lstrip_blocks, and
 * one newline at the end of the template is dropped. Throws {@link JinjaError} with the line.
 */
export function tokenize(source: string): Token[] {
  return new Lexer(source.replace(/\r\n?/g, "\n").replace(/\n$/, "")).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private position = 0;
  private line = 1;
  private trimsNext = false;

  constructor(private readonly source: string) {}

  run(): Token[] {
    const opening = /\{[{%#]/g;
    while (this.position < this.source.length) {
      opening.lastIndex = this.position;
      const found = opening.exec(this.source);
      this.data(found ? found.index : this.source.length, found?.index);
      if (!found) break;
      this.position = found.index + 2;
      const sign = this.source[this.position];
      if (sign === "-" || sign === "+") this.position++;
      if (found[0] === "{#") this.comment(found.index);
      else if (found[0] === "{{") this.code("outputStart", "outputEnd", "}}");
      else if (!this.raw(found.index)) this.code("blockStart", "blockEnd", "%}");
    }
    this.push("end");
    return this.tokens;
  }

  private push(type: "outputStart" | "outputEnd" | "blockStart" | "blockEnd" | "end"): void {
    this.tokens.push({ type, value: "", line: this.line });
  }

  private countLines(from: number, to: number): void {
    for (let at = this.source.indexOf("\n", from); at >= 0 && at < to; at = this.source.indexOf("\n", at + 1))
      this.line++;
  }

  private data(end: number, tagAt: number | undefined): void {
    let text = this.source.slice(this.position, end);
    if (this.trimsNext) text = text.trimStart();
    if (tagAt !== undefined && this.source[tagAt + 2] === "-") text = text.trimEnd();
    this.trimsNext = false;
    if (text) this.tokens.push({ type: "data", value: text, line: this.line });
    this.countLines(this.position, end);
  }

  private comment(start: number): void {
    const end = this.source.indexOf("#}", this.position);
    if (end < 0) throw new JinjaError("Missing end of comment tag", this.line);
    this.trimsNext = this.source[end - 1] === "-";
    this.countLines(start, end);
    this.position = end + 2;
  }

  private raw(start: number): boolean {
    RAW_START.lastIndex = this.position;
    const opened = RAW_START.exec(this.source);
    if (!opened) return false;
    RAW_END.lastIndex = RAW_START.lastIndex;
    const closed = RAW_END.exec(this.source);
    if (!closed) throw new JinjaError("Missing end of raw directive", this.line);
    let text = this.source.slice(RAW_START.lastIndex, closed.index);
    if (opened[1] === "-") text = text.trimStart();
    if (closed[1] === "-") text = text.trimEnd();
    if (text) this.tokens.push({ type: "data", value: text, line: this.line });
    this.countLines(start, RAW_END.lastIndex);
    this.position = RAW_END.lastIndex;
    this.trimsNext = closed[2] === "-";
    return true;
  }

  private code(open: "outputStart" | "blockStart", close: "outputEnd" | "blockEnd", ending: string): void {
    this.push(open);
    const brackets: string[] = [];
    for (;;) {
      this.skipSpace();
      if (this.position >= this.source.length)
        throw new JinjaError(`unexpected end of template, expected '${ending}'`, this.line);
      if (!brackets.length && this.closes(ending)) break;
      this.token(brackets);
    }
    this.push(close);
  }

  private closes(ending: string): boolean {
    const sign = this.source[this.position];
    const signed = sign === "-" || sign === "+" ? 1 : 0;
    if (!this.source.startsWith(ending, this.position + signed)) return false;
    this.trimsNext = sign === "-";
    this.position += signed + ending.length;
    return true;
  }

  private skipSpace(): void {
    while (this.position < this.source.length && /\s/.test(this.source[this.position] ?? "")) {
      if (this.source[this.position] === "\n") this.line++;
      this.position++;
    }
  }

  private token(brackets: string[]): void {
    const char = this.source[this.position] ?? "";
    if (char === '"' || char === "'") {
      this.string(char);
      return;
    }
    const word = this.match(WORD);
    if (word !== undefined) {
      this.tokens.push({ type: "name", value: word, line: this.line });
      return;
    }
    const number = this.match(NUMBER);
    if (number !== undefined) {
      this.tokens.push({ type: "number", value: parseNumber(number), line: this.line });
      return;
    }
    this.operator(char, brackets);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.position = pattern.lastIndex;
    return found;
  }

  private string(quote: string): void {
    let end = this.position + 1;
    while (end < this.source.length && this.source[end] !== quote) end += this.source[end] === "\\" ? 2 : 1;
    if (end >= this.source.length) throw new JinjaError("a string is not closed", this.line);
    const text = this.source.slice(this.position + 1, end);
    this.tokens.push({ type: "string", value: unescapeString(text), line: this.line });
    this.countLines(this.position, end);
    this.position = end + 1;
  }

  private operator(char: string, brackets: string[]): void {
    const pair = this.source.slice(this.position, this.position + 2);
    const operator = OPERATORS.has(pair) ? pair : char;
    if (operator.length === 1 && !SINGLE.has(operator)) throw new JinjaError(`unexpected char '${char}'`, this.line);
    if ("([{".includes(operator)) brackets.push(operator);
    if (brackets.length > MAX_NESTING) throw new JinjaError("brackets nest too deep", this.line);
    if (operator === ")" || operator === "]" || operator === "}") this.closeBracket(operator, brackets);
    this.tokens.push({ type: "operator", value: operator, line: this.line });
    this.position += operator.length;
  }

  private closeBracket(closing: string, brackets: string[]): void {
    const expected = { "(": ")", "[": "]", "{": "}" }[brackets.pop() ?? ""];
    if (expected === closing) return;
    throw new JinjaError(`unexpected '${closing}'${expected ? `, expected '${expected}'` : ""}`, this.line);
  }
}

function parseNumber(text: string): Int | Float {
  const digits = text.replaceAll("_", "");
  if (/^0[xXbBoO]/.test(digits)) return shrink(BigInt(digits.toLowerCase()));
  if (/[.eE]/.test(digits)) return new Float(Number(digits));
  if (digits.length > 4000) throw new JinjaError("a number is too long");
  return shrink(BigInt(digits));
}
