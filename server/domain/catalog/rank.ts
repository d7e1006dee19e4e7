/** Lower case without accents, so that “Café” is found as “cafe”. */
export const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");

/** What is searched of an entry, folded. */
export interface Searchable {
  readonly id: string;
  readonly name: string;
  readonly words: readonly string[];
  /** Slug and other names. */
  readonly others: readonly string[];
  readonly categories: readonly string[];
}

export function searchable(row: {
  readonly id: string;
  readonly name: string;
  readonly others: readonly string[];
  readonly categories: readonly string[];
}): Searchable {
  const name = fold(row.name);
  return {
    id: row.id.toLowerCase(),
    name,
    words: wordsOf(name),
    others: row.others.map(fold),
    categories: row.categories.map(fold),
  };
}

/** Whether two words differ by one letter that is missing, added, wrong or swapped with its neighbour. */
export function differByOne(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start++;
  const rest = (text: string, from: number) => text.slice(from);
  if (short.length < long.length) return rest(short, start) === rest(long, start + 1);
  if (rest(short, start + 1) === rest(long, start + 1)) return true;
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start];
  return swapped && rest(short, start + 2) === rest(long, start + 2);
}

const fewestLettersForFuzzy = 4;

function resembles(term: string, word: string): boolean {
  if (term.length < fewestLettersForFuzzy) return false;
  return differByOne(term, word) || (word.length > term.length && differByOne(term, word.slice(0, term.length)));
}

/** 0 is best; null is no match. The order: whole, beginning, word, other name, inside, category, misspelt. */
function rankTerm(term: string, entry: Searchable): number | null {
  if (entry.name === term || entry.id === term) return 0;
  if (entry.name.startsWith(term) || entry.others.includes(term)) return 1;
  if (entry.words.some((word) => word.startsWith(term))) return 2;
  if (entry.others.some((other) => wordsOf(other).some((word) => word.startsWith(term)))) return 3;
  if (entry.name.includes(term) || entry.others.some((other) => other.includes(term))) return 4;
  if (entry.categories.some((category) => category.includes(term))) return 5;
  return entry.words.some((word) => resembles(term, word)) ? 6 : null;
}

/** How well an entry answers a query: the whole text first, else the sum over its words, all of which must match. */
export function rank(query: string, entry: Searchable): number | null {
  const text = fold(query).trim();
  if (text === "") return 0;
  const whole = rankTerm(text, entry);
  if (whole !== null && whole < 2) return whole;
  let sum = 0;
  for (const term of wordsOf(text)) {
    const one = rankTerm(term, entry);
    if (one === null) return whole;
    sum += one + 2;
  }
  return wordsOf(text).length === 0 ? whole : sum;
}
