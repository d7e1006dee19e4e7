import type { ApiAnswer } from "@/server/integrations/git/host-api";

/**
 * What a credential can see of a branch's protection. `unprotected`: seen, and nothing stands in the way. `pushable`:
 * protected, but this credential may push. `protected`: rules that a push will likely meet. `cannot-be-seen` is not
 * "unprotected": the host did not tell. Only a real push proves any of them.
 */
export type BranchView = {
  state: "unprotected" | "protected" | "cannot-be-seen" | "pushable";
  details: readonly string[];
  remedy: string | null;
};

export type BranchQuestion = { path: string; branch: string };

export function unseen(details: readonly string[], remedy: string | null = null): BranchView {
  return { state: "cannot-be-seen", details, remedy };
}

/** What an answer that is not the wanted one says, in a sentence. */
export function whyUnseen(answer: ApiAnswer): string {
  if (answer.status === 0) return "The host's API did not answer.";
  if (answer.status === 401 || answer.status === 403) return "This credential may not ask the host's API about rules.";
  if (answer.status === 404) return "The host's API does not show this repository or branch to this credential.";
  if (answer.status === 429) return "The host's API asks us to slow down.";
  return `The host's API answered with ${answer.status}.`;
}

/** Whether a branch fits a pattern in which `*` stands for any text. Linear in both, whatever the pattern. */
export function matchesPattern(pattern: string, branch: string): boolean {
  const parts = pattern.split(/\*+/);
  const [first = "", ...rest] = parts;
  if (parts.length === 1) return pattern === branch;
  if (!branch.startsWith(first)) return false;
  const last = rest.pop() ?? "";
  let from = first.length;
  for (const part of rest) {
    const at = branch.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return branch.length - last.length >= from && branch.endsWith(last);
}
