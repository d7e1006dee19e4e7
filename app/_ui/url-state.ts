/** A page's query string as Next hands it to a page. */
export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** What to change: a value, several values, or `null` to remove the key. */
export type SearchPatch = Readonly<Record<string, string | readonly string[] | null>>;

/** Keys that point into one particular list; any other change makes them meaningless. */
const CURSOR_KEYS: ReadonlySet<string> = new Set(["after", "before"]);

/**
 * The address of `path` with `patch` laid over `current`. Keys come out sorted, so equal states have equal URLs;
 * empty values are dropped, and the paging cursors go unless the patch sets one itself.
 */
export function hrefWith(path: string, current: SearchParams, patch: SearchPatch): string {
  const merged = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(current)) {
    if (value !== undefined && !CURSOR_KEYS.has(key)) merged.set(key, typeof value === "string" ? [value] : value);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, typeof value === "string" ? [value] : value);
  }
  const query = new URLSearchParams();
  for (const key of [...merged.keys()].sort()) {
    for (const value of merged.get(key) ?? []) if (value !== "") query.append(key, value);
  }
  const text = query.toString();
  return text === "" ? path : `${path}?${text}`;
}

/** What a form that sets one key sends along so that the rest of the query stays: keys with their values, each pair once. */
export function otherPairs(current: SearchParams, param: string): readonly (readonly [string, string])[] {
  const keys = Object.keys(current).filter((key) => key !== param && !CURSOR_KEYS.has(key));
  return keys.flatMap((key) => [...new Set(valuesOf(current, key))].map((value) => [key, value] as const));
}

/** Every value of one key, in order; none when it is absent. */
export function valuesOf(params: SearchParams, key: string): readonly string[] {
  const value = params[key];
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/** The browser's own query object in the shape that pages get. */
export function toSearchParams(query: { keys(): Iterable<string>; getAll(key: string): string[] }): SearchParams {
  const result: Record<string, string[]> = {};
  for (const key of query.keys()) result[key] = query.getAll(key);
  return result;
}
