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
