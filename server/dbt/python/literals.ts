import { unescapeString } from "@/server/dbt/jinja/string-escapes";
import { emptyMap, type Plain, PlainFloat } from "@/server/dbt/plain";

export type PythonToken = { type: "word" | "string" | "number" | "symbol"; text: string; value?: Plain };

const TOKEN =
  /(#[^\n]*)|([rRbBuUfF]{0,2})("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|(\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\s+)|([\s\S])/gu;

/** Python source as tokens: enough to find calls and read literals, never run. */
export function pythonTokens(source: string): PythonToken[] {
  const out: PythonToken[] = [];
  for (const [, comment, prefix, quoted, number, word, space, symbol] of source.matchAll(TOKEN)) {
    if (comment !== undefined || space !== undefined) continue;
    if (quoted !== undefined) out.push(stringToken(prefix ?? "", quoted));
    else if (number !== undefined) out.push({ type: "number", text: number, value: numberValue(number) });
    else if (word !== undefined) out.push({ type: "word", text: word });
    else out.push({ type: "symbol", text: symbol ?? "" });
  }
  return out;
}

function stringToken(prefix: string, quoted: string): PythonToken {
  const width = quoted.startsWith('"""') || quoted.startsWith("'''") ? 3 : 1;
  const body = quoted.slice(width, -width);
  // A formatted string is no literal.
  if (/f/i.test(prefix)) return { type: "string", text: body };
  return { type: "string", text: body, value: /r/i.test(prefix) ? body : unescapeString(body) };
}

function numberValue(text: string): Plain {
  const number = Number(text.replaceAll("_", ""));
  return /[.eE]/.test(text) && Number.isInteger(number) ? new PlainFloat(number) : number;
}

/** Reads literals from tokens at a cursor. */
export class LiteralReader {
  constructor(
    readonly tokens: readonly PythonToken[],
    public at: number,
  ) {}

  is(symbol: string): boolean {
    const token = this.tokens[this.at];
    return token?.type === "symbol" && token.text === symbol;
  }

  take(symbol: string): boolean {
    if (!this.is(symbol)) return false;
    this.at++;
    return true;
  }

  /** The literal at the cursor; `undefined`, with the cursor anywhere, when it is something else. */
  literal(depth = 0): Plain | undefined {
    if (depth > 50) return undefined;
    const token = this.tokens[this.at];
    if (!token) return undefined;
    if (token.type === "symbol") return this.bracketed(token.text, depth);
    this.at++;
    if (token.type === "word") return { True: true, False: false, None: null }[token.text];
    let value = token.value;
    while (typeof value === "string" && this.tokens[this.at]?.type === "string")
      value += String(this.tokens[this.at++]?.value ?? "");
    return value;
  }

  private bracketed(symbol: string, depth: number): Plain | undefined {
    this.at++;
    if (symbol === "-") {
      const value = this.literal(depth + 1);
      return typeof value === "number" ? -value : undefined;
    }
    if (symbol === "[") return this.items("]", depth);
    if (symbol === "(") return this.items(")", depth);
    return symbol === "{" ? this.entries(depth) : undefined;
  }

  private items(closing: string, depth: number): Plain | undefined {
    const out: Plain[] = [];
    while (!this.take(closing)) {
      const value = this.literal(depth + 1);
      if (value === undefined) return undefined;
      out.push(value);
      if (!this.take(",") && !this.is(closing)) return undefined;
    }
    return out;
  }

  private entries(depth: number): Plain | undefined {
    const out = emptyMap();
    while (!this.take("}")) {
      const key = this.literal(depth + 1);
      if (key === undefined || key === null || typeof key === "object" || !this.take(":")) return undefined;
      const value = this.literal(depth + 1);
      if (value === undefined) return undefined;
      out[String(key)] = value;
      if (!this.take(",") && !this.is("}")) return undefined;
    }
    return out;
  }
}
