import { isPrintable } from "./characters";

const plain = /^[\x20\x21\x23\x26-\x5b\x5d-\x7e]*$/;
const special = /["\\]|[$%](?=\{)|[^\x20-\x7e]/gu;

const hex = (codePoint: number, width: number): string => codePoint.toString(16).padStart(width, "0");

const long = (codePoint: number): string =>
  codePoint < 0x10000 ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`;

function escapeForHcl(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    case '"':
    case "\\":
      return `\\${character}`;
    case "$":
    case "%":
      return character + character;
  }
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return "\ufffd";
  return isPrintable(codePoint) ? character : long(codePoint);
}

/** Text as a quoted HCL string literal, with template sequences and unprintable characters escaped. */
export function quoteHcl(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return `"${text.replace(special, escapeForHcl)}"`;
}

const goNames = new Map([
  ["\x07", "\\a"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
  ["\v", "\\v"],
  ['"', '\\"'],
  ["\\", "\\\\"],
]);

function escapeForGo(character: string): string {
  const name = goNames.get(character);
  if (name) return name;
  const codePoint = character.codePointAt(0) ?? 0;
  if (isPrintable(codePoint)) return character;
  return codePoint < 0x80 ? `\\x${hex(codePoint, 2)}` : long(codePoint);
}

const printableAscii = /^[\x20-\x7e]*$/;

/** Text as Go's `%q` prints it: the form in which Terraform compares the elements of a set. */
export function quoteGo(text: string): string {
  if (printableAscii.test(text)) return `"${text.replace(/["\\]/g, "\\$&")}"`;
  return `"${text.replace(/["\\]|[^\x20-\x7e]/gu, escapeForGo)}"`;
}
