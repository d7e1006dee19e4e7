export type Token =
  | { kind: "number"; value: number; at: number }
  | { kind: "string"; value: string; at: number }
  | { kind: "name"; value: string; at: number }
  | { kind: "sign"; value: string; at: number }
  | { kind: "end"; value: ""; at: number };

export class ExpressionError extends Error {
  override name = "ExpressionError";
}

const PATTERN =
  /\s+|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?u?)|(?<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?<name>[A-Za-z_]\w*)|(?<sign>&&|\|\||[=!<>]=|[-+*/%<>!?:.,()[\]])/y;

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "\\": "\\", '"': '"', "'": "'" };

function unquote(literal: string, at: number): string {
  return literal.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    const character = ESCAPES[code];
    if (character === undefined) throw new ExpressionError(`unknown escape \\${code} after position ${at}`);
    return character;
  });
}

/** Cuts an expression into tokens. Throws `ExpressionError` at the first character that starts none. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (!match) throw new ExpressionError(`unexpected ${JSON.stringify(text[at])} at position ${at}`);
    const { number, string, name, sign } = match.groups ?? {};
    if (number !== undefined) found.push({ kind: "number", value: Number.parseFloat(number), at });
    else if (string !== undefined) found.push({ kind: "string", value: unquote(string, at), at });
    else if (name !== undefined) found.push({ kind: "name", value: name, at });
    else if (sign !== undefined) found.push({ kind: "sign", value: sign, at });
    at = PATTERN.lastIndex;
  }
  found.push({ kind: "end", value: "", at });
  return found;
}
