/**
 * Data as YAML and JSON know it. A float with a whole value is a `PlainFloat`, since a JS number cannot tell 1.0 from 1
 * and Jinja prints them differently.
 */
export type Plain = null | boolean | number | bigint | string | PlainFloat | Plain[] | PlainMap;
export interface PlainMap {
  [key: string]: Plain;
}

export class PlainFloat {
  /** How often one was written as JSON: tells cheaply whether a text has any. */
  static written = 0;

  constructor(readonly value: number) {}

  toJSON(): number {
    PlainFloat.written++;
    return this.value;
  }
}

export function isMap(value: unknown): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PlainFloat);
}

/** Maps have no prototype, so that a key such as `__proto__` is only a key. */
export function emptyMap(): PlainMap {
  return Object.create(null) as PlainMap;
}

/** The map's own entry: keys come from repositories and must not reach what objects inherit. */
export function own(map: PlainMap | undefined, key: string): Plain | undefined {
  return map && Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Later maps win, key by key. Spreading defines keys and never calls a setter, so `__proto__` stays a key. */
export function merged(...maps: (PlainMap | undefined)[]): PlainMap {
  let out: PlainMap = {};
  for (const map of maps) out = { ...out, ...map };
  return out;
}

/** Sets an entry, whatever its key is called. */
export function put(map: PlainMap, key: string, value: Plain): void {
  if (key !== "__proto__") map[key] = value;
  else Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}

export function listOf(value: Plain | undefined): Plain[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

export function textOf(value: Plain | undefined): string | null {
  if (typeof value === "string") return value;
  if (value === undefined || value === null || typeof value === "object") return null;
  return String(value);
}

/** Every value as text, in a list: what `tags` and the like accept. */
export function textsOf(value: Plain | undefined): string[] {
  return listOf(value)
    .map(textOf)
    .filter((text) => text !== null);
}

const NOTHING: PlainMap = Object.freeze(emptyMap());

/** The map, or an empty one that cannot be changed. */
export function mapOf(value: Plain | undefined): PlainMap {
  return isMap(value) ? value : NOTHING;
}

/** The maps in a list, which is all that lists of properties may hold. */
export function mapsOf(value: Plain | undefined): PlainMap[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** JSON for people and tools: floats become plain numbers, and numbers too big for JSON lose their last digits. */
export function plainToJson(value: unknown, indent?: number): string {
  try {
    return JSON.stringify(value, null, indent);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_, item) => (typeof item === "bigint" ? Number(item) : item), indent);
  }
}
