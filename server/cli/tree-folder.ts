import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { couldBeOurs, isOurLeftover } from "@/server/domain/git-sync/repository-files";

/** What stands against writing a tree into a folder; the message says what to do. */
export class FolderError extends Error {
  override name = "FolderError";
}

export interface WrittenTree {
  readonly written: number;
  readonly unchanged: number;
  readonly deleted: number;
}

interface Present {
  /** Files that an export wrote: path to text. */
  readonly ours: ReadonlyMap<string, string>;
  readonly foreign: readonly string[];
}

const stagingName = /^\.tributary-export-[0-9a-f]{12}$/;
const toolFolders = new Set([".git", ".terraform"]);
const largestFile = 16 * 1024 * 1024;
const mostNamed = 10;

/**
 * Brings a folder to a tree: every file is written whole beside its place and then moved there, so that nobody ever finds
 * half a file. Files of an earlier export whose resource is gone are deleted; other people's are never.
 */
export async function writeTree(
  dir: string,
  files: AsyncIterable<{ readonly path: string; readonly content: string }>,
  options: { force: boolean; keep: () => Iterable<string> },
): Promise<WrittenTree> {
  const root = openFolder(dir);
  const present = look(root);
  if (!options.force) refuseForeign(dir, present.foreign);
  const staging = path.join(root, `.tributary-export-${randomBytes(6).toString("hex")}`);
  const wanted = new Set<string>();
  const staged: string[] = [];
  let unchanged = 0;
  try {
    for await (const file of files) {
      wanted.add(file.path);
      if (present.ours.get(file.path) === file.content) {
        unchanged += 1;
        continue;
      }
      refuseLinks(root, file.path);
      const at = path.join(staging, file.path);
      fs.mkdirSync(path.dirname(at), { recursive: true });
      fs.writeFileSync(at, file.content);
      staged.push(file.path);
    }
    for (const each of staged) {
      fs.mkdirSync(path.dirname(path.join(root, each)), { recursive: true });
      fs.renameSync(path.join(staging, each), path.join(root, each));
    }
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
  const kept = new Set(options.keep());
  const gone = [...present.ours.keys()].filter((each) => !wanted.has(each) && !kept.has(each));
  for (const each of gone) fs.rmSync(path.join(root, each));
  return { written: staged.length, unchanged, deleted: gone.length };
}

function openFolder(dir: string): string {
  fs.mkdirSync(dir, { recursive: true });
  return fs.realpathSync(dir);
}

function look(root: string): Present {
  const ours = new Map<string, string>();
  const foreign: string[] = [];
  const visit = (below: string) => {
    for (const entry of fs.readdirSync(path.join(root, below), { withFileTypes: true })) {
      const relative = below === "" ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) {
        // What a killed export left.
        if (below === "" && stagingName.test(entry.name)) fs.rmSync(path.join(root, entry.name), { recursive: true });
        else if (!toolFolders.has(entry.name)) visit(relative);
        continue;
      }
      const text = entry.isFile() && couldBeOurs("", relative) ? readSmall(path.join(root, relative)) : null;
      if (text !== null && isOurLeftover("", relative, text)) ours.set(relative, text);
      else foreign.push(relative);
    }
  };
  visit("");
  return { ours, foreign };
}

const readSmall = (file: string): string | null =>
  fs.statSync(file).size > largestFile ? null : fs.readFileSync(file, "utf8");

function refuseForeign(dir: string, foreign: readonly string[]): void {
  if (foreign.length === 0) return;
  const named = foreign.slice(0, mostNamed).join(", ");
  const more = foreign.length > mostNamed ? ` and ${foreign.length - mostNamed} more` : "";
  throw new FolderError(
    `${dir} holds files that no export wrote: ${named}${more}. Choose an empty folder, or use --force: they stay, unless one stands where a resource's file belongs.`,
  );
}

/** Nothing is ever written through a link, which could lead anywhere. */
function refuseLinks(root: string, file: string): void {
  let at = root;
  for (const part of file.split("/")) {
    at = path.join(at, part);
    const found = fs.lstatSync(at, { throwIfNoEntry: false });
    if (!found) return;
    if (found.isSymbolicLink()) throw new FolderError(`${at} is a link. Remove it, then export again.`);
  }
}
