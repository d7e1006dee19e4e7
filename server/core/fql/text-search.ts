/** Counts what an evaluation costs, so that a hostile statement on a hostile event ends soon. */
export class Effort {
  private left: number;

  constructor(most = 5_000_000) {
    this.left = most;
  }

  /** Throws TooMuchEffort when nothing is left. */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooMuchEffort();
  }
}

export class TooMuchEffort extends Error {}

/** Whether `text` holds `part`, in time linear in both. */
export function holds(text: string, part: string, effort: Effort): boolean {
  if (part.length > text.length) return false;
  effort.spend(text.length + part.length);
  if (part === "") return true;
  const fallback = new Int32Array(part.length);
  for (let at = 1, matched = 0; at < part.length; at++) {
    while (matched > 0 && part[at] !== part[matched]) matched = fallback[matched - 1] ?? 0;
    if (part[at] === part[matched]) matched++;
    fallback[at] = matched;
  }
  for (let at = 0, matched = 0; at < text.length; at++) {
    while (matched > 0 && text[at] !== part[matched]) matched = fallback[matched - 1] ?? 0;
    if (text[at] === part[matched] && ++matched === part.length) return true;
  }
  return false;
}

type Piece =
  | { readonly kind: "star" }
  | { readonly kind: "any" }
  | { readonly kind: "one"; readonly character: string }
  | { readonly kind: "set"; readonly ranges: readonly (readonly [low: number, high: number])[] };

/**
 * Whether a glob matches the whole text: `*`, `?`, `[abc]`, `[a-z]`, and `\` before a plain character. A star that is
 * followed by another one never has to be taken up again, so nothing grows faster than text times pattern.
 */
export function globMatches(text: string, pattern: string, effort: Effort): boolean {
  effort.spend(text.length + pattern.length);
  const pieces = piecesOf(Array.from(pattern));
  const characters = Array.from(text);
  let at = 0;
  let piece = 0;
  let star = -1;
  let resume = 0;
  while (at < characters.length) {
    effort.spend(1);
    const next = pieces[piece];
    if (next?.kind === "star") {
      star = piece++;
      resume = at;
    } else if (next && fits(next, characters[at] ?? "")) {
      piece++;
      at++;
    } else if (star >= 0) {
      piece = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pieces[piece]?.kind === "star") piece++;
  return piece === pieces.length;
}

function fits(piece: Piece, character: string): boolean {
  switch (piece.kind) {
    case "star":
      return false;
    case "any":
      return true;
    case "one":
      return piece.character === character;
    case "set": {
      const code = character.codePointAt(0) ?? 0;
      return piece.ranges.some(([low, high]) => code >= low && code <= high);
    }
  }
}

function piecesOf(pattern: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? "";
    if (character === "*") pieces.push({ kind: "star" });
    else if (character === "?") pieces.push({ kind: "any" });
    else if (character === "\\") pieces.push({ kind: "one", character: pattern[++at] ?? "\\" });
    else {
      const set = character === "[" ? readSet(pattern, at + 1) : null;
      pieces.push(set ? set.piece : { kind: "one", character });
      if (set) at = set.end;
    }
  }
  return pieces;
}

/** The characters between brackets; null where the bracket is never closed, so that it is only a bracket. */
function readSet(pattern: readonly string[], start: number): { piece: Piece; end: number } | null {
  const ranges: [number, number][] = [];
  let at = start;
  const take = () => {
    if (pattern[at] === "\\") at++;
    return pattern[at++]?.codePointAt(0) ?? 0;
  };
  while (at < pattern.length && pattern[at] !== "]") {
    const low = take();
    const isRange = pattern[at] === "-" && at + 1 < pattern.length && pattern[at + 1] !== "]";
    if (isRange) at++;
    ranges.push([low, isRange ? take() : low]);
  }
  return at < pattern.length ? { piece: { kind: "set", ranges }, end: at } : null;
}
