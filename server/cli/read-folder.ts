import fs from "node:fs";
import path from "node:path";
import { isPartOfTree } from "@/server/domain/import/read-tree";
import type { ImportFile } from "@/server/domain/import/types";

const largestFile = 16 * 1024 * 1024;
const mostBytes = 512 * 1024 * 1024;
const mostFiles = 100_000;
const toolFolders = new Set([".git", ".terraform"]);

/** More than an import takes; the message says how much that is. */
export class TooMuchError extends Error {
  override name = "TooMuchError";
}

/** The files of a tree below a folder. Links are reported, never followed; other files are not looked at. */
export function readFolder(dir: string): ImportFile[] {
  const files: ImportFile[] = [];
  let bytes = 0;
  const take = (relative: string, entry: fs.Dirent) => {
    if (!isPartOfTree(relative)) return;
    if (files.length >= mostFiles) throw new TooMuchError(`There are more than ${mostFiles} files.`);
    const file = readOne(dir, relative, entry);
    bytes += file.text?.length ?? 0;
    if (bytes > mostBytes) throw new TooMuchError("The files hold more than 512 MB.");
    files.push(file);
  };
  const visit = (below: string) => {
    for (const entry of fs.readdirSync(path.join(dir, below), { withFileTypes: true })) {
      const relative = below === "" ? entry.name : `${below}/${entry.name}`;
      if (!entry.isDirectory()) take(relative, entry);
      else if (!toolFolders.has(entry.name)) visit(relative);
    }
  };
  visit("");
  return files;
}

function readOne(dir: string, relative: string, entry: fs.Dirent): ImportFile {
  const refused = (problem: string) => ({ path: relative, text: null, problem });
  if (!entry.isFile()) return refused("It is a link or no plain file.");
  const file = path.join(dir, relative);
  if (fs.statSync(file).size > largestFile) return refused("The file is larger than 16 MB.");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(fs.readFileSync(file));
    return { path: relative, text };
  } catch (error) {
    if (error instanceof TypeError) return refused("The file is not UTF-8 text.");
    throw error;
  }
}
