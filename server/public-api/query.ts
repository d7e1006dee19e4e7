import { InvalidError } from "@/server/core/errors";

/** A query string as nested data: every spelling that Segment's clients use means the same. */
export interface Query {
  readonly [name: string]: string | Query;
}

interface Growing {
  [name: string]: string | Growing;
}

const mostParameters = 2000;
const deepest = 4;

/**
 * Reads `a=1`, `a.b=1`, `a[b]=1`, `a.0=x`, `a[0][b]=x` and `a.0[b]=x` alike. Throws InvalidError for more than 2,000
 * parameters, deep nesting, and a name that is both a value and a group.
 */
export function parseQuery(search: URLSearchParams): Query {
  const root: Growing = Object.create(null);
  let count = 0;
  for (const [name, value] of search) {
    count += 1;
    if (count > mostParameters) throw bad(name, "There are more than 2,000 query parameters.");
    const keys = name.replace(/\[([^[\]]*)\]/g, ".$1").split(".");
    if (keys.length > deepest) throw bad(name, "This query parameter is nested too deeply.");
    put(root, keys, value, name);
  }
  return root;
}

function put(root: Growing, keys: readonly string[], value: string, name: string): void {
  let group = root;
  for (const key of keys.slice(0, -1)) {
    const inner = group[key] ?? (Object.create(null) as Growing);
    group[key] = inner;
    if (typeof inner === "string") throw bad(name, "This query parameter is both a value and a group.");
    group = inner;
  }
  const last = keys.at(-1) ?? "";
  if (typeof group[last] === "object") throw bad(name, "This query parameter is both a value and a group.");
  group[last] = value;
}

const bad = (path: string, message: string) => new InvalidError([{ path: path.slice(0, 300), message }]);

/** Values of a repeated parameter such as `emails.0=…`, in order; one plain value counts as a list of one. */
export function listIn(query: Query, name: string): (string | Query)[] {
  const value = query[name];
  if (value === undefined) return [];
  if (typeof value === "string") return [value];
  return Object.keys(value)
    .sort((a, b) => Number(a) - Number(b))
    .flatMap((key) => value[key] ?? []);
}

export const textsIn = (query: Query, name: string): string[] =>
  listIn(query, name).filter((item) => typeof item === "string");

/** A parameter that must be one of some words. Throws InvalidError naming it. */
export function wordIn(query: Query, name: string, words: readonly string[]): string {
  const given = textIn(query, name);
  if (given !== null && words.includes(given)) return given;
  throw bad(name, `Give one of ${words.join(", ")}.`);
}

/** A single parameter, or null. */
export function textIn(query: Query, name: string): string | null {
  const value = query[name];
  return typeof value === "string" ? value : null;
}
