import { identifierContinue, identifierStart, printable } from "./character-tables";

/** Ends of runs: even index = first code point inside a range, odd = first one after it. */
function decode(table: string): Uint32Array {
  const edges: number[] = [];
  let next = 0;
  for (const entry of table.split(" ")) {
    const [gap = "", more = "0"] = entry.split(":");
    const first = next + Number.parseInt(gap, 36);
    next = first + Number.parseInt(more, 36) + 1;
    edges.push(first, next);
  }
  return Uint32Array.from(edges);
}

function membership(table: string): (codePoint: number) => boolean {
  let edges: Uint32Array | null = null;
  return (codePoint) => {
    edges ??= decode(table);
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((edges[middle] ?? 0) <= codePoint) low = middle + 1;
      else high = middle;
    }
    return (low & 1) === 1;
  };
}

/** Whether Terraform writes a character as itself rather than as `\uXXXX`. */
export const isPrintable = membership(printable);
export const startsIdentifier = membership(identifierStart);
export const continuesIdentifier = membership(identifierContinue);

const asciiIdentifier = /^[A-Za-z_][A-Za-z0-9_-]*$/;
const asciiOnly = /^[\x20-\x7e]*$/;

/** Whether text may stand as a bare name, such as an object key without quotes. */
export function isIdentifier(text: string): boolean {
  if (asciiOnly.test(text)) return asciiIdentifier.test(text);
  let first = true;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (first ? !startsIdentifier(codePoint) : !continuesIdentifier(codePoint)) return false;
    first = false;
  }
  return !first;
}

/** What Terraform makes of any text it takes in: no lone surrogates, and Unicode normal form C. */
export function cleanText(text: string): string {
  return asciiOnly.test(text) ? text : text.replace(/\p{Surrogate}/gu, "\ufffd").normalize("NFC");
}

/** Order of the texts' UTF-8 bytes, which differs from JavaScript's own order beyond the basic plane. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const unitA = a.charCodeAt(index);
    const unitB = b.charCodeAt(index);
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);

/**
 * Clusters do not span tokens, and the scanner parts a quoted name at its quotes and around `$`, `%` and their
 * escapes. U+FFFD never joins a neighbour there.
 */
const tokenEdges = /(^"|"$|[$%](?:[$%]\{)?|\ufffd)/;

let segmenter: Intl.Segmenter | null = null;

/** Width of the left side of an assignment as `terraform fmt` counts it: grapheme clusters, token by token. */
export function columns(text: string): number {
  if (asciiOnly.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
  let count = 0;
  for (const token of text.split(tokenEdges)) {
    for (const { segment } of segmenter.segment(token)) count += 1 + joinedConjuncts(segment);
  }
  return count;
}

/** Unicode 15.1 joined Indic conjuncts into one cluster; Terraform's rules are older and part them before each letter. */
function joinedConjuncts(segment: string): number {
  return segment.length < 3 ? 0 : (segment.match(/(?<=\p{M})(?![\u0e33\u0eb3])\p{Lo}/gu)?.length ?? 0);
}
