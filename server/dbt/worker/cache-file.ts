import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EncodedCache } from "@/server/dbt/cache";

/** Raise it when what is cached changes its meaning or shape: older files are then not used. */
const HEADER = "tributary dbt cache 2\n";

/**
 * A load cache in a file, a line per entry. It may be lost, cut or deleted at any time: then the next load is a cold one.
 * Only one load at a time may use it.
 */
export class CacheFile {
  readonly cache: EncodedCache;
  private readonly count: number;
  private readonly isWhole: boolean;

  constructor(private readonly path: string) {
    const text = readText(path);
    this.isWhole = text.startsWith(HEADER) && text.endsWith("\n");
    const entries = new Map<string, string>();
    if (text.startsWith(HEADER)) {
      const lines = text.slice(HEADER.length).split("\n");
      // The last part is empty, or was cut off while it was written.
      lines.pop();
      for (const line of lines) {
        const tab = line.indexOf("\t");
        if (tab > 0) entries.set(line.slice(0, tab), line.slice(tab + 1));
      }
    }
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

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
