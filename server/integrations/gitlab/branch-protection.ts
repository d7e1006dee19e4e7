import { z } from "zod";
import {
  type BranchQuestion,
  type BranchView,
  matchesPattern,
  unseen,
  whyUnseen,
} from "@/server/integrations/git/branch-view";
import { type ApiClient, getJson } from "@/server/integrations/git/host-api";

const Branch = z.object({ protected: z.boolean(), can_push: z.boolean() });
const Access = z.object({ access_level_description: z.string().optional(), access_level: z.number().nullish() });
const ProtectedBranch = z.object({ name: z.string(), push_access_levels: z.array(Access).default([]) });

const remedy =
  "Add its user, role or deploy key under “Allowed to push and merge” at GitLab, or sync to another branch.";

export function gitlabApi(apiUrl: string, token: string, fetch: ApiClient["fetch"]): ApiClient {
  return { baseUrl: apiUrl, headers: { accept: "application/json", "private-token": token }, fetch };
}

function whoMayPush(rule: z.infer<typeof ProtectedBranch>): string {
  const names = rule.push_access_levels.map((level) => level.access_level_description ?? "somebody");
  const listed = [...new Set(names)].slice(0, 5).join(", ").slice(0, 200);
  return `“${rule.name.slice(0, 100)}” may be pushed to by: ${listed || "no one"}.`;
}

async function matchingRules(client: ApiClient, project: string, branch: string) {
  const answer = await getJson(client, `${project}/protected_branches?per_page=100`);
  const rules = z.array(ProtectedBranch).safeParse(answer.json);
  if (answer.status !== 200 || !rules.success) return { answer, rules: null, complete: false };
  const matching = rules.data.filter((rule) => matchesPattern(rule.name, branch));
  return { answer, rules: matching, complete: answer.next === null };
}

/** GitLab says of an existing branch whether this caller can push: the best single answer of all hosts. Needs read_api. */
export async function seeGitlabBranch(client: ApiClient, question: BranchQuestion): Promise<BranchView> {
  const project = `/projects/${encodeURIComponent(question.path)}`;
  const answer = await getJson(client, `${project}/repository/branches/${encodeURIComponent(question.branch)}`);
  const branch = Branch.safeParse(answer.json);
  if (answer.status === 200 && branch.success) return seeExisting(client, project, question.branch, branch.data);
  if (answer.status !== 404) return unseen([whyUnseen(answer)], "A token that also has read_api could see it.");
  const found = await matchingRules(client, project, question.branch);
  if (found.rules === null) return unseen([whyUnseen(found.answer)], "A token that also has read_api could see it.");
  if (found.rules.length > 0) return { state: "protected", details: found.rules.map(whoMayPush), remedy };
  if (!found.complete) return unseen(["There are more rules than were read."]);
  return { state: "unprotected", details: ["The branch does not exist yet, and no rule fits its name."], remedy: null };
}

async function seeExisting(
  client: ApiClient,
  project: string,
  name: string,
  branch: z.infer<typeof Branch>,
): Promise<BranchView> {
  if (!branch.protected) {
    if (branch.can_push) return { state: "unprotected", details: [], remedy: null };
    const details = ["No rule protects the branch, but this credential's role may not push."];
    return { state: "unprotected", details, remedy: "Give its user or token the role Developer or higher." };
  }
  if (branch.can_push)
    return { state: "pushable", details: ["The branch is protected; this credential may push."], remedy: null };
  const found = await matchingRules(client, project, name);
  const details = found.rules?.map(whoMayPush) ?? [];
  return { state: "protected", details: ["This credential may not push to the branch.", ...details], remedy };
}
