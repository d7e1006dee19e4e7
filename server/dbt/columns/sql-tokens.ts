import type { AdapterName } from "@/server/dbt/settings";

export type SqlToken =
  /** An unquoted word; `upper` for comparing keywords. */
  | { kind: "word"; text: string; upper: string }
  /** A quoted identifier, without its quotes. */
  | { kind: "quoted"; text: string }
  | { kind: "string"; text: string }
  | { kind: "number"; text: string }
  | { kind: "symbol"; text: string };

const OPERATORS = ["::", "||", "<=", ">=", "<>", "!=", "->>", "->", "=>", ":="];
const WORD = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const STRING_PREFIX = /^(?:r|b|rb|br|e|n|x|u)$/i;

/** Splits SQL into tokens, leaving out comments. It knows each warehouse's strings and comments, not its grammar. */
export function sqlTokens(sql: string, dialect: AdapterName): SqlToken[] {
  return new SqlLexer(sql, dialect).run();
}

class SqlLexer {
  private readonly out: SqlToken[] = [];
  private at = 0;
  private wordEnd = -1;

  constructor(
    private readonly sql: string,
    private readonly dialect: AdapterName,
  ) {}

  private get hasBacktick(): boolean {
    return this.dialect === "bigquery" || this.dialect === "databricks";
  }

  run(): SqlToken[] {
    while (this.at < this.sql.length) {
      const char = this.sql[this.at] ?? "";
      if (/\s/.test(char)) this.at++;
      else if (!this.comment(char) && !this.dollarString(char) && !this.quoted(char) && !this.wordOrNumber())
        this.symbol(char);
    }
    return this.out;
  }

  private comment(char: string): boolean {
    const next = this.sql[this.at + 1];
    const isLine =
      (char === "-" && next === "-") ||
      (char === "#" && this.dialect === "bigquery") ||
      (char === "/" && next === "/" && this.dialect === "snowflake");
    if (isLine) {
      const end = this.sql.indexOf("\n", this.at);
      this.at = end < 0 ? this.sql.length : end;
      return true;
    }
    if (char !== "/" || next !== "*") return false;
    this.at = this.blockEnd();
    return true;
  }

  /** Postgres' block comments nest. */
  private blockEnd(): number {
    let depth = 1;
    let at = this.at + 2;
    while (at < this.sql.length && depth) {
      if (this.sql.startsWith("*/", at)) depth--;
      else if (this.dialect === "postgres" && this.sql.startsWith("/*", at)) depth++;
      else {
        at++;
        continue;
      }
      at += 2;
    }
    return at;
  }

  private dollarString(char: string): boolean {
    if (char !== "$" || this.hasBacktick) return false;
    const tag = /^\$[A-Za-z_]*\$/.exec(this.sql.slice(this.at, this.at + 64))?.[0];
    if (!tag) return false;
    this.takeString(tag, tag);
    return true;
  }

  private takeString(open: string, close: string): void {
    const start = this.at + open.length;
    const end = this.sql.indexOf(close, start);
    this.out.push({ kind: "string", text: this.sql.slice(start, end < 0 ? undefined : end) });
    this.at = end < 0 ? this.sql.length : end + close.length;
  }

  private quoted(char: string): boolean {
    const isString = char === "'" || (char === '"' && this.hasBacktick);
    if (!isString && char !== '"' && char !== "`") return false;
    const triple = char.repeat(3);
    if (isString) this.dropPrefix();
    if (isString && this.hasBacktick && this.sql.startsWith(triple, this.at)) this.takeString(triple, triple);
    else this.takeQuoted(char, isString);
    return true;
  }

  private dropPrefix(): void {
    const last = this.out.at(-1);
    if (this.wordEnd === this.at && last?.kind === "word" && STRING_PREFIX.test(last.text)) this.out.pop();
  }

  private takeQuoted(quote: string, isString: boolean): void {
    const hasEscapes =
      isString &&
      this.dialect !== "redshift" &&
      (this.dialect !== "postgres" || /[eE]$/.test(this.sql.slice(Math.max(0, this.at - 1), this.at)));
    let end = this.at + 1;
    while (end < this.sql.length) {
      if (hasEscapes && this.sql[end] === "\\") end += 2;
      else if (this.sql[end] !== quote) end++;
      else if (this.sql[end + 1] === quote && !(isString && this.hasBacktick)) end += 2;
      else break;
    }
    const text = this.sql.slice(this.at + 1, end).replaceAll(quote + quote, quote);
    this.out.push({ kind: isString ? "string" : "quoted", text });
    this.at = end + 1;
  }

  private wordOrNumber(): boolean {
    const word = this.match(WORD);
    if (word !== undefined) {
      this.out.push({ kind: "word", text: word, upper: word.toUpperCase() });
      this.wordEnd = this.at;
      return true;
    }
    // `a.1` is a path, `.1` after a symbol is a number.
    const last = this.out.at(-1);
    if (this.sql[this.at] === "." && last && last.kind !== "symbol") return false;
    const number = this.match(NUMBER);
    if (number === undefined) return false;
    this.out.push({ kind: "number", text: number });
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.sql)?.[0];
    if (found !== undefined) this.at = pattern.lastIndex;
    return found;
  }

  private symbol(char: string): void {
    const text = OPERATORS.find((operator) => this.sql.startsWith(operator, this.at)) ?? char;
    this.out.push({ kind: "symbol", text });
    this.at += text.length;
  }
}
