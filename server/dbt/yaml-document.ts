import { LineCounter, parseDocument, type YAMLParseError } from "yaml";

const MAX_REPAIRS = 200;
/** More than any block in a file is indented. */
const INDENT = " ".repeat(400);

/**
 * A parsed YAML file. PyYAML lets the lines of a quoted text, and those between brackets, begin anywhere; the parser wants
 * them indented. Indenting them changes neither what they say nor the line of anything.
 */
export function parsedDocument(text: string) {
  for (let source = text, round = 0; ; round++) {
    const lines = new LineCounter();
    const document = parseDocument(source, {
      version: "1.1",
      schema: "failsafe",
      uniqueKeys: false,
      merge: false,
      strict: false,
      logLevel: "silent",
      lineCounter: lines,
      prettyErrors: false,
    });
    const [error] = document.errors;
    const repaired = error && round < MAX_REPAIRS ? indented(source, error) : null;
    if (repaired === null) return { document, lines, length: source.length };
    source = repaired;
  }
}

/** The text with what the error cut short indented up to its end; `null` when it is another error. */
function indented(source: string, { message, pos }: YAMLParseError): string | null {
  const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
  const isFlow = /^Flow (?:sequence|map) in block collection must be sufficiently indented/.test(message);
  if (quote === undefined && !isFlow) return null;
  const start = source.lastIndexOf("\n", pos[0]);
  if (start < 0) return null;
  const end = quote === undefined ? closingBracket(source, start) : closingQuote(source, start, quote);
  if (end < 0) return null;
  const inside = source.slice(start, end).replaceAll("\n", `\n${INDENT}`);
  return source.slice(0, start) + inside + source.slice(end);
}

function closingQuote(source: string, from: number, quote: string): number {
  for (let at = from; at < source.length; at++) {
    if (quote === '"' && source[at] === "\\") at++;
    else if (source[at] !== quote) continue;
    else if (quote === "'" && source[at + 1] === "'") at++;
    else return at;
  }
  return -1;
}

/** The bracket that closes what is open at `from`, past the pairs in between, quoted texts and comments. */
function closingBracket(source: string, from: number): number {
  let depth = 1;
  for (let at = from; at >= 0 && at < source.length; at++) {
    const char = source[at] ?? "";
    const startsWord = /[\s,[{:]/.test(source[at - 1] ?? " ");
    if ((char === '"' || char === "'") && startsWord) {
      at = closingQuote(source, at + 1, char);
      if (at < 0) return -1;
    } else if (char === "#" && startsWord) {
      at = source.indexOf("\n", at) - 1;
      if (at < 0) return -1;
    } else if (char === "[" || char === "{") depth++;
    else if ((char === "]" || char === "}") && --depth === 0) return at;
  }
  return -1;
}
