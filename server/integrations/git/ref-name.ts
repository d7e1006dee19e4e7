import { randomBytes } from "node:crypto";
import { findUnsafeCharacter } from "@/server/integrations/git/text-safety";

export type BranchNameProblem = { message: string; remedy: string };

/** Scratch branches all hang below this folder, so that a left-over can be recognised and removed. */
export const scratchPrefix = "tributary-check/";

const rules: readonly [(name: string) => boolean, string, string][] = [
  [(name) => name === "", "No branch was given.", "Name the branch, for example main."],
  [
    (name) => findUnsafeCharacter(name) !== null,
    "The branch name holds hidden or control characters.",
    "Type it anew.",
  ],
  [(name) => Buffer.byteLength(name) > 240, "The branch name is longer than 240 bytes.", "Use a shorter name."],
  [(name) => name.startsWith("-"), "A branch name cannot begin with a dash.", "Use another name."],
  [(name) => /[\s~^:?*[\\]/u.test(name), "The branch name holds a space or one of ~ ^ : ? * [ \\.", "Use other signs."],
  [
    (name) => name.includes("..") || name.includes("@{"),
    "A branch name cannot hold “..” or “@{”.",
    "Use another name.",
  ],
  [
    (name) => name.split("/").some((part) => part === "" || part.startsWith(".") || /(\.lock|\.)$/.test(part)),
    "A part of the branch name is empty, begins or ends with a dot, or ends with .lock.",
    "Use another name.",
  ],
  [(name) => name === "@" || name === "HEAD", "That name is taken by Git itself.", "Use a branch name such as main."],
  [
    (name) => /^refs\//.test(name),
    "The name begins with refs/, which belongs to Git.",
    "Write the branch without refs/heads/.",
  ],
  [
    (name) => /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(name),
    "The name looks like a commit id, and hosts refuse such branches.",
    "Use another name.",
  ],
];

/** Why `name` cannot be a branch: git's own rules (git-check-ref-format) and what the hosts refuse on top. Null = fine. */
export function findBranchNameProblem(name: string): BranchNameProblem | null {
  const broken = rules.find(([isBroken]) => isBroken(name));
  return broken ? { message: broken[1], remedy: broken[2] } : null;
}

/** A new scratch branch for the write check, such as "tributary-check/1f0c…" (unguessable, never reused). */
export function newScratchBranch(): string {
  return `${scratchPrefix}${randomBytes(9).toString("hex")}`;
}

export function isScratchBranch(name: string): boolean {
  return name.startsWith(scratchPrefix) && /^[0-9a-f]{18}$/.test(name.slice(scratchPrefix.length));
}
