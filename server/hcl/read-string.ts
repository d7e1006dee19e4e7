import { isIdentifier } from "./characters";
import type { Scanner } from "./scanner";

const simpleEscapes: { readonly [letter: string]: string } = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
const hexDigits = { u: /[0-9A-Fa-f]{4}/y, U: /[0-9A-Fa-f]{8}/y };

const ordinary = /[^"\\$%\r\n]+/y;

/** Reads a quoted string at its opening quote: escapes resolved, interpolation refused. */
export function readQuoted(scanner: Scanner): string {
  const start = scanner.position;
  scanner.expect('"', "a string");
  let value = "";
  let from = scanner.offset;
  for (;;) {
    ordinary.lastIndex = scanner.offset;
    if (ordinary.test(scanner.text)) scanner.offset = ordinary.lastIndex;
    const { next } = scanner;
    if (next === '"') {
      value += scanner.text.slice(from, scanner.offset);
      scanner.offset++;
      return value;
    }
    if (next === "" || next === "\n" || next === "\r") {
      throw scanner.error(
        "syntax",
        "A string is not closed on its line.",
        "Close it, or write line breaks as `\\n`.",
        start,
      );
    }
    if (next === "\\" || beginsTemplate(scanner)) {
      value += scanner.text.slice(from, scanner.offset);
      value += next === "\\" ? readEscape(scanner) : readTemplateEscape(scanner);
      from = scanner.offset;
    } else scanner.offset++;
  }
}

function beginsTemplate({ text, offset }: Scanner): boolean {
  const first = text[offset];
  if (first !== "$" && first !== "%") return false;
  const second = text[offset + 1];
  return second === "{" || (second === first && text[offset + 2] === "{");
}

/** `$${` stands for `${` and `%%{` for `%{`; either without doubling would be computed. */
function readTemplateEscape(scanner: Scanner): string {
  const sign = scanner.next;
  if (scanner.text[scanner.offset + 1] === "{") {
    throw scanner.error(
      "not_explicit",
      `A string is computed with \`${sign}{\`.`,
      `Write the value itself, or \`${sign}${sign}{\` for the characters \`${sign}{\`.`,
    );
  }
  scanner.offset += 3;
  return `${sign}{`;
}

function readEscape(scanner: Scanner): string {
  const { position } = scanner;
  scanner.offset++;
  const letter = scanner.next;
  const simple = simpleEscapes[letter];
  if (simple !== undefined) {
    scanner.offset++;
    return simple;
  }
  if (letter === "u" || letter === "U") {
    const digits = hexDigits[letter];
    digits.lastIndex = scanner.offset + 1;
    const codePoint = Number.parseInt(digits.exec(scanner.text)?.[0] ?? "", 16);
    if (codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      scanner.offset += letter === "u" ? 5 : 9;
      return String.fromCodePoint(codePoint);
    }
  }
  const known = '`\\n`, `\\r`, `\\t`, `\\"`, `\\\\`, `\\uXXXX` or `\\UXXXXXXXX`';
  throw scanner.error("syntax", "An escape sequence is not valid.", `Use ${known}.`, position);
}

/** Reads `<<MARK` or `<<-MARK` and the lines up to the mark; the last line break belongs to the value. */
export function readHeredoc(scanner: Scanner): string {
  const start = scanner.position;
  scanner.offset += 2;
  const indented = scanner.take("-");
  const mark = scanner.takeIdentifier();
  if (mark === null || !isIdentifier(mark) || !scanner.takeNewline()) {
    throw scanner.error("syntax", "A heredoc needs a mark and a line break.", "Write for example `<<EOT`.", start);
  }
  const lines: string[] = [];
  while (!scanner.atEnd) {
    const line = readHeredocLine(scanner, mark);
    if (line === null) return (indented ? withoutIndent(lines) : lines).join("");
    lines.push(line);
  }
  throw scanner.error("syntax", "A heredoc is not closed.", "End it with its mark on a line of its own.", start);
}

/** One line with its line break; null when it is the closing mark, whose own line break is left. */
function readHeredocLine(scanner: Scanner, mark: string): string | null {
  const end = scanner.text.indexOf("\n", scanner.offset);
  const stop = end < 0 ? scanner.text.length : end;
  const line = scanner.text.slice(scanner.offset, stop);
  if (line.trim() === mark) {
    scanner.offset = line.endsWith("\r") ? stop - 1 : stop;
    return null;
  }
  const parts: string[] = [];
  let from = scanner.offset;
  while (scanner.offset < stop) {
    if (beginsTemplate(scanner)) {
      parts.push(scanner.text.slice(from, scanner.offset), readTemplateEscape(scanner));
      from = scanner.offset;
    } else scanner.offset++;
  }
  parts.push(scanner.text.slice(from, stop), "\n");
  // A line's own carriage return was stepped over with the line, so only the line feed is left here.
  scanner.takeNewline();
  return parts.join("");
}

const leadingSpace = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/;

/** Takes the smallest indentation off all lines; lines of nothing but space keep theirs and do not count. */
function withoutIndent(lines: readonly string[]): string[] {
  const indents = lines.map((line) => leadingSpace.exec(line)?.[0].length ?? 0);
  let least = Number.POSITIVE_INFINITY;
  lines.forEach((line, index) => {
    const indent = indents[index] ?? 0;
    if (indent < line.length) least = Math.min(least, indent);
  });
  return lines.map((line, index) => ((indents[index] ?? 0) < line.length ? line.slice(least) : line));
}
