const ESCAPE = /\\(?:(\n)|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([abfnrtv\\'"]))/g;

const SIMPLE: Record<string, string> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** The escapes of a Python string literal; an unknown escape keeps its backslash, as Python does. */
export function unescapeString(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(ESCAPE, (whole, newline, hex2, hex4, hex8, octal, simple) => {
    if (newline !== undefined) return "";
    const hex: string | undefined = hex2 ?? hex4 ?? hex8;
    if (hex !== undefined) return codePoint(Number.parseInt(hex, 16), whole);
    if (octal !== undefined) return codePoint(Number.parseInt(octal, 8), whole);
    return SIMPLE[simple] ?? whole;
  });
}

function codePoint(code: number, whole: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
