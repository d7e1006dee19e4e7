import { z } from "zod";
import { type BranchQuestion, type BranchView, unseen, whyUnseen } from "@/server/integrations/git/branch-view";
import { type ApiClient, getJson } from "@/server/integrations/git/host-api";

const Rules = z.array(z.object({ type: z.string(), ruleset_id: z.number().optional() }));
const Branch = z.object({ protected: z.boolean() });
const Ruleset = z.object({ current_user_can_bypass: z.string().optional() });
const Flag = z.object({ enabled: z.boolean() }).optional();
const Classic = z.object({
  required_pull_request_reviews: z.object({}).optional(),
  required_status_checks: z.object({}).nullish(),
  restrictions: z.object({}).nullish(),
  required_signatures: Flag,
  lock_branch: Flag,
});

/** Rules that a plain push can break. Others (deletion, linear history, no force) never touch ours. */
const inTheWay = new Map([
  ["pull_request", "Changes must come through a pull request."],
  ["required_status_checks", "Status checks must have passed."],
  ["required_signatures", "Commits must be signed."],
  ["merge_queue", "Changes must come through the merge queue."],
  ["required_deployments", "Deployments must have succeeded."],
  ["code_scanning", "Code scanning must have passed."],
  ["workflows", "Workflows must have passed."],
  ["update", "Only some may update the branch."],
  ["creation", "Only some may create the branch."],
  ["commit_message_pattern", "Commit messages must fit a pattern."],
  ["commit_author_email_pattern", "Authors' e-mail addresses must fit a pattern."],
  ["committer_email_pattern", "The committer's e-mail address must fit a pattern."],
  ["branch_name_pattern", "Branch names must fit a pattern."],
  ["file_path_restriction", "Some paths may not be changed."],
  ["max_file_size", "Files have a size limit."],
]);

const bypassRemedy =
  "Add this connection's app, key or team to the rule's bypass list at GitHub, or sync to another branch.";

export function githubApi(apiUrl: string, token: string, fetch: ApiClient["fetch"]): ApiClient {
  return {
    baseUrl: apiUrl,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "tributary",
      "x-github-api-version": "2022-11-28",
    },
    fetch,
  };
}

function repositoryPath(path: string): string {
  return `/repos/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** Texts of the rulesets' rules that this caller cannot pass; `bypassed` when some were left out because it can. */
async function readRules(
  client: ApiClient,
  repository: string,
  rules: z.infer<typeof Rules>,
): Promise<{ texts: string[]; bypassed: boolean }> {
  const blocking = rules.filter((rule) => inTheWay.has(rule.type));
  const ids = [...new Set(blocking.map((rule) => rule.ruleset_id).filter((id) => id !== undefined))].slice(0, 20);
  const passable = new Set<number>();
  for (const id of ids) {
    const answer = await getJson(client, `${repository}/rulesets/${id}?includes_parents=true`);
    const ruleset = Ruleset.safeParse(answer.json);
    if (answer.status === 200 && ruleset.data?.current_user_can_bypass === "always") passable.add(id);
  }
  const left = blocking.filter((rule) => rule.ruleset_id === undefined || !passable.has(rule.ruleset_id));
  return { texts: [...new Set(left.map((rule) => inTheWay.get(rule.type) ?? ""))], bypassed: passable.size > 0 };
}

/** `explained`: rulesets apply already, so a protection that cannot be seen need not exist. */
async function readClassic(client: ApiClient, path: string, explained: boolean): Promise<string[]> {
  const answer = await getJson(client, path);
  const classic = Classic.safeParse(answer.json);
  if (answer.status !== 200 || !classic.success) {
    if (explained) return [];
    return ["The branch is protected; this credential cannot see how (that needs Administration: read)."];
  }
  const { data } = classic;
  return [
    data.required_pull_request_reviews ? "Changes must come through a pull request." : "",
    data.required_status_checks ? "Status checks must have passed." : "",
    data.restrictions ? "Only listed people, teams and apps may push." : "",
    data.required_signatures?.enabled ? "Commits must be signed." : "",
    data.lock_branch?.enabled ? "The branch is locked." : "",
  ].filter((text) => text !== "");
}

/** Rulesets are visible with Metadata: read, the older branch protection only in part. Nothing here needs more rights. */
export async function seeGithubBranch(client: ApiClient, question: BranchQuestion): Promise<BranchView> {
  const repository = repositoryPath(question.path);
  const branch = encodeURIComponent(question.branch);
  const rulesAnswer = await getJson(client, `${repository}/rules/branches/${branch}?per_page=100`);
  const rules = Rules.safeParse(rulesAnswer.json);
  if (rulesAnswer.status !== 200 || !rules.success) return unseen([whyUnseen(rulesAnswer)]);
  const { texts, bypassed } = await readRules(client, repository, rules.data);
  const branchAnswer = await getJson(client, `${repository}/branches/${branch}`);
  const known = Branch.safeParse(branchAnswer.json);
  const seen = branchAnswer.status === 200 && known.success;
  const guarded = seen && known.data.protected;
  if (guarded)
    texts.push(...(await readClassic(client, `${repository}/branches/${branch}/protection`, rules.data.length > 0)));
  if (texts.length > 0) return { state: "protected", details: [...new Set(texts)], remedy: bypassRemedy };
  if (!seen) {
    return unseen([
      "No ruleset stands in the way.",
      "Whether older branch protection applies shows only on a branch that exists.",
    ]);
  }
  if (bypassed || guarded)
    return { state: "pushable", details: ["Rules apply that this credential passes."], remedy: null };
  return { state: "unprotected", details: [], remedy: null };
}
