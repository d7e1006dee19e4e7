import { decodePlain, encodePlain } from "@/server/dbt/plain-json";

/**
 * Results that depend on content only, by key. Values are plain data, never changed once set: a cache may live in
 * memory or be stored (see `encodePlain`). Keys name a blob, so an unchanged file costs nothing at the next commit.
 */
export interface LoadCache {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** A cache in memory that remembers which keys the last load used, so that the rest can be dropped. */
export class MemoryCache implements LoadCache {
  private readonly values = new Map<string, unknown>();
  private used = new Set<string>();

  constructor(entries: Iterable<readonly [string, unknown]> = []) {
    for (const [key, value] of entries) this.values.set(key, value);
  }

  get size(): number {
    return this.values.size;
  }

  get(key: string): unknown {
    const value = this.values.get(key);
    if (value !== undefined) this.used.add(key);
    return value;
  }

  set(key: string, value: unknown): void {
    this.used.add(key);
    this.values.set(key, value);
  }

  entries(): IterableIterator<[string, unknown]> {
    return this.values.entries();
  }

  /** Forgets everything that was neither read nor written since the last call. */
  dropUnused(): void {
    for (const key of this.values.keys()) if (!this.used.has(key)) this.values.delete(key);
    this.used = new Set();
  }
}

/** A cache over encoded entries, as a database keeps them: each is decoded when it is first asked for. */
export class EncodedCache implements LoadCache {
  private readonly values = new Map<string, unknown>();
  private readonly added = new Set<string>();

  constructor(private readonly encoded: ReadonlyMap<string, string>) {}

  get(key: string): unknown {
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const text = this.encoded.get(key);
    if (text === undefined) return undefined;
    const value = decodeOrNothing(text);
    if (value !== undefined) this.values.set(key, value);
    return value;
  }

  set(key: string, value: unknown): void {
    this.values.set(key, value);
    this.added.add(key);
  }

  /** Keys that this load read or wrote: the others may be dropped. */
  usedKeys(): string[] {
    return [...this.values.keys()];
  }

  /** Entries that this load read or wrote, encoded. */
  usedEntries(): [string, string][] {
    return Array.from(this.values, ([key, value]) => [
      key,
      (this.added.has(key) ? undefined : this.encoded.get(key)) ?? encodePlain(value),
    ]);
  }

  /** Entries that were not there before, encoded. */
  newEntries(): [string, string][] {
    return Array.from(this.added, (key) => [key, encodePlain(this.values.get(key))]);
  }
}

/** An entry that was damaged where it is kept is as good as none. */
function decodeOrNothing(text: string): unknown {
  try {
    return decodePlain(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
