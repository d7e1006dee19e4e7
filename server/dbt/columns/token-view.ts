import type { SqlToken } from "@/server/dbt/columns/sql-tokens";

/** Random access to tokens with matching brackets worked out once. */
export class TokenView {
  private readonly partners: Int32Array;

  constructor(readonly tokens: readonly SqlToken[]) {
    this.partners = matchBrackets(tokens);
  }

  get length(): number {
    return this.tokens.length;
  }

  is(at: number, symbol: string): boolean {
    const token = this.tokens[at];
    return token?.kind === "symbol" && token.text === symbol;
  }

  isWord(at: number, ...words: string[]): boolean {
    const token = this.tokens[at];
    return token?.kind === "word" && words.includes(token.upper);
  }

  /** A keyword's text, or nothing for other tokens. */
  upper(at: number): string {
    const token = this.tokens[at];
    return token?.kind === "word" ? token.upper : "";
  }

  /** The name an identifier spells; `null` for anything else. */
  name(at: number): string | null {
    const token = this.tokens[at];
    return token?.kind === "word" || token?.kind === "quoted" ? token.text : null;
  }

  opens(at: number): boolean {
    const token = this.tokens[at];
    return token?.kind === "symbol" && (token.text === "(" || token.text === "[" || token.text === "{");
  }

  /** Where the bracket that opens at `at` closes; the number of tokens when it never does. */
  close(at: number): number {
    return this.partners[at] ?? this.tokens.length;
  }

  /** Names in a bracketed list: the first one of each item. */
  listedNames(open: number): string[] {
    const out: string[] = [];
    const end = this.close(open);
    for (let at = open + 1; at < end; at++) {
      if (this.opens(at)) at = this.close(at);
      else if (at === open + 1 || this.is(at - 1, ",")) {
        const name = this.name(at);
        if (name !== null) out.push(name);
      }
    }
    return out;
  }
}

function matchBrackets(tokens: readonly SqlToken[]): Int32Array {
  const partners = new Int32Array(tokens.length).fill(tokens.length);
  const open: number[] = [];
  tokens.forEach((token, at) => {
    if (token.kind !== "symbol") return;
    if ("([{".includes(token.text)) open.push(at);
    else if (")]}".includes(token.text)) {
      const start = open.pop();
      if (start !== undefined) partners[start] = at;
    }
  });
  return partners;
}
