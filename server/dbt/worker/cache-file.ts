import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EncodedCache } from "@/server/dbt/cache";

/** Raise it when what is cached changes its meaning or shape: older files are then not used. */
const HEADER = "tributary dbt cache 2\n";

const LINE_BREAK = 10;
const TAB = 9;

/**
 * A load cache in a file, a line per entry. It may be lost, cut or deleted at any time: then the next load is a cold one.
 * Only one load at a time may use it.
 */
export class CacheFile {
  readonly cache: EncodedCache;
  private readonly count: number;
  private readonly isWhole: boolean;

  constructor(private readonly path: string) {
    const content = readContent(path);
    const isOurs = content.subarray(0, HEADER.length).equals(Buffer.from(HEADER));
    this.isWhole = isOurs && content.at(-1) === LINE_BREAK;
    const entries = isOurs ? entriesOf(content, HEADER.length) : new Map<string, Uint8Array>();
    this.count = entries.size;
    this.cache = new EncodedCache(entries);
  }

  /** Adds what is new; writes the file anew when most of it is not used any more. A full disk costs only the cache. */
  save(): void {
    const added = this.cache.newEntries();
    const used = this.cache.usedKeys().length;
    try {
      if (this.isWhole && this.count + added.length <= 2 * used + 100) {
        if (added.length) appendFileSync(this.path, linesOf(added));
      } else this.rewrite();
    } catch {
      rmSync(this.path, { force: true });
    }
  }

  private rewrite(): void {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    const next = `${this.path}.next`;
    writeFileSync(next, HEADER + linesOf(this.cache.usedEntries()), { mode: 0o600 });
    renameSync(next, this.path);
  }
}

function linesOf(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([key, value]) => `${key.replaceAll(/[\t\n]/g, " ")}\t${value}\n`).join("");
}

/** Lines stay bytes until they are asked for: most are not. What follows the last break was cut off while it was written. */
function entriesOf(content: Buffer, start: number): Map<string, Uint8Array> {
  const entries = new Map<string, Uint8Array>();
  for (let at = start, end = content.indexOf(LINE_BREAK, at); end >= 0; end = content.indexOf(LINE_BREAK, at)) {
    const tab = content.indexOf(TAB, at);
    if (tab > at && tab < end) entries.set(content.toString("utf8", at, tab), content.subarray(tab + 1, end));
    at = end + 1;
  }
  return entries;
}

function readContent(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
