import { decodePlain, encodePlain } from "@/server/dbt/plain-json";

/**
 * Results that depend on content only, by key. Values are plain data, never changed once set: a cache may live in
 * memory or be stored (see `encodePlain`). Keys name a blob, so an unchanged file costs nothing at the next commit.
 */
export interface LoadCache {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  /** Counts an entry as used without reading it; tells whether there is one. */
  keep(key: string): boolean;
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

  keep(key: string): boolean {
    return this.get(key) !== undefined;
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

const decoder = new TextDecoder();

/** Keeps nothing: for a load that no other follows. */
export const NO_CACHE: LoadCache = { get: () => undefined, set: () => undefined, keep: () => false };

/**
 * A cache over encoded entries, as a file keeps them. Each is decoded when it is asked for and not held in both forms:
 * most are asked for once in a load.
 */
export class EncodedCache implements LoadCache {
  private readonly used = new Set<string>();
  private readonly added = new Map<string, string>();

  constructor(private readonly encoded: ReadonlyMap<string, string | Uint8Array>) {}

  get(key: string): unknown {
    const text = this.textOf(key);
    const value = text === undefined ? undefined : decodeOrNothing(text);
    if (value !== undefined) this.used.add(key);
    return value;
  }

  set(key: string, value: unknown): void {
    this.used.add(key);
    this.added.set(key, encodePlain(value));
  }

  keep(key: string): boolean {
    const has = this.added.has(key) || this.encoded.has(key);
    if (has) this.used.add(key);
    return has;
  }

  /** Keys that this load read or wrote: the others may be dropped. */
  usedKeys(): string[] {
    return [...this.used];
  }

  /** Entries that this load read or wrote, encoded. */
  usedEntries(): [string, string][] {
    return Array.from(this.used, (key) => [key, this.textOf(key) ?? "null"]);
  }

  /** Entries that were not there before, encoded. */
  newEntries(): [string, string][] {
    return [...this.added];
  }

  private textOf(key: string): string | undefined {
    const text = this.added.get(key) ?? this.encoded.get(key);
    return text instanceof Uint8Array ? decoder.decode(text) : text;
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
