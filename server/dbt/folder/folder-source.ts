import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { FileEntry, FileSource } from "@/server/dbt/files";

const SKIPPED = new Set([".git", "node_modules", ".venv", "venv", "__pycache__"]);
const MAX_FILES = 100_000;

/** A folder on disk. Links are listed and not followed; a file's blob id is Git's own, worked out when it is asked for. */
export class FolderSource implements FileSource {
  constructor(private readonly folder: string) {}

  *list(): Iterable<FileEntry> {
    let count = 0;
    const pending = [""];
    for (let below = pending.pop(); below !== undefined; below = pending.pop())
      for (const entry of readdirSync(join(this.folder, below), { withFileTypes: true })) {
        if (SKIPPED.has(entry.name)) continue;
        const path = below ? `${below}/${entry.name}` : entry.name;
        if (entry.isDirectory()) pending.push(path);
        else if (entry.isFile() && ++count <= MAX_FILES + 1) yield this.entry(path);
        else if (entry.isSymbolicLink()) yield { path, size: 0, blobId: "link", isLink: true };
      }
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  private entry(path: string): FileEntry {
    const full = join(this.folder, path);
    return {
      path,
      get size() {
        return statSync(full).size;
      },
      get blobId() {
        const content = readFileSync(full);
        return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
      },
    };
  }
}
