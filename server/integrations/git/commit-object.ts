import { identityText, messageText } from "@/server/integrations/git/commit-identity";
import type { NewCommit } from "@/server/integrations/git/fast-import";

/** The bytes of a git commit object. */
export function commitObject(commit: Omit<NewCommit, "files">, tree: string, parent: string | null): Buffer {
  const head = parent === null ? `tree ${tree}` : `tree ${tree}\nparent ${parent}`;
  const people = `author ${identityText(commit.author)}\ncommitter ${identityText(commit.committer)}`;
  return Buffer.from(`${head}\n${people}\n\n${messageText(commit.message)}`);
}
