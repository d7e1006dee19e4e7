import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileEntry, FileSource } from "@/server/dbt/files";

const blobId = (text: string): string => createHash("sha1").update(text).digest("hex");

/** A project given as a map from path to text. */
export function mapSource(files: Record<string, string>): FileSource {
  const entries: FileEntry[] = Object.entries(files).map(([path, text]) => ({
    path,
    blobId: blobId(text),
    size: text.length,
  }));
  return {
    list: () => entries,
    read: (path) => {
      const text = files[path];
      if (text === undefined) throw new Error(`no file ${path}`);
      return text;
    },
  };
}

/** A project read from a folder of the tests. */
export function fixtureSource(folder: URL): FileSource {
  const files: Record<string, string> = {};
  const root = fileURLToPath(folder);
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const full = join(entry.parentPath, entry.name);
    files[relative(root, full)] = readFileSync(full, "utf8");
  }
  return mapSource(files);
}
