import { z } from "zod";
import {
  type BranchQuestion,
  type BranchView,
  matchesPattern,
  unseen,
  whyUnseen,
} from "@/server/integrations/git/branch-view";
import { type ApiClient, getJson } from "@/server/integrations/git/host-api";

const People = z.array(z.unknown()).default([]);
const Restriction = z.object({
  kind: z.string(),
  branch_match_kind: z.string().default("glob"),
  branch_type: z.string().nullish(),
  pattern: z.string().default(""),
  users: People,
  groups: People,
});
const Restrictions = z.object({ values: z.array(Restriction), next: z.string().optional() });

const needsAdmin = "Seeing branch restrictions needs a token that administers the repository; pushing does not.";

export function bitbucketApi(apiUrl: string, token: string, fetch: ApiClient["fetch"]): ApiClient {
  return { baseUrl: apiUrl, headers: { accept: "application/json", authorization: `Bearer ${token}` }, fetch };
}

function describe(restriction: z.infer<typeof Restriction>): string {
  const allowed = restriction.users.length + restriction.groups.length;
  const where =
    restriction.pattern === ""
      ? `${restriction.branch_type ?? "some"} branches`
      : `“${restriction.pattern.slice(0, 100)}”`;
  if (allowed === 0) return `No one may push to ${where}: changes come through pull requests.`;
  return `Only ${restriction.users.length} listed users and ${restriction.groups.length} groups may push to ${where}.`;
}

async function readAll(client: ApiClient, path: string) {
  const all: z.infer<typeof Restriction>[] = [];
  let page: string | undefined = path;
  for (let count = 0; page !== undefined && count < 5; count++) {
    const answer = await getJson(client, page);
    const parsed = Restrictions.safeParse(answer.json);
    if (answer.status !== 200 || !parsed.success) return { all: null, why: whyUnseen(answer) };
    all.push(...parsed.data.values);
    page = parsed.data.next;
  }
  return page === undefined ? { all, why: "" } : { all: null, why: "There are more rules than were read." };
}

/** Bitbucket Cloud shows its restrictions to administrators of the repository only. */
export async function seeBitbucketBranch(client: ApiClient, question: BranchQuestion): Promise<BranchView> {
  const repository = question.path.split("/").map(encodeURIComponent).join("/");
  const read = await readAll(client, `/repositories/${repository}/branch-restrictions?pagelen=100`);
  if (read.all === null) return unseen([read.why], needsAdmin);
  const pushes = read.all.filter((restriction) => restriction.kind === "push");
  const byModel = pushes.filter((restriction) => restriction.branch_match_kind === "branching_model");
  const byName = pushes.filter(
    (restriction) => !byModel.includes(restriction) && matchesPattern(restriction.pattern, question.branch),
  );
  if (byName.length > 0) {
    const remedy = "Add its user or access key to the branch restriction at Bitbucket, or sync to another branch.";
    return { state: "protected", details: byName.map(describe), remedy };
  }
  // Which branches belong to the model is another setting, so these may or may not apply.
  if (byModel.length > 0) return unseen(byModel.map(describe), null);
  return { state: "unprotected", details: [], remedy: null };
}

const DataCenterRestriction = z.object({
  type: z.string(),
  matcher: z.object({ id: z.string(), type: z.object({ id: z.string() }) }),
  users: People,
  groups: People,
  accessKeys: People,
});
const DataCenterRestrictions = z.object({
  values: z.array(DataCenterRestriction),
  isLastPage: z.boolean().default(true),
});

function fitsDataCenter(restriction: z.infer<typeof DataCenterRestriction>, branch: string): boolean | null {
  const { id, type } = restriction.matcher;
  switch (type.id) {
    case "BRANCH":
      return id === `refs/heads/${branch}` || id === branch;
    case "PATTERN":
      return matchesPattern(id, branch) || matchesPattern(id, `refs/heads/${branch}`);
    case "ANY_REF":
      return true;
    default:
      return null;
  }
}

/** Bitbucket Data Center shows its branch permissions to administrators of the repository only. */
export async function seeDataCenterBranch(client: ApiClient, question: BranchQuestion): Promise<BranchView> {
  const [key = "", slug = ""] = question.path.split("/").map(encodeURIComponent);
  const answer = await getJson(client, `/branch-permissions/2.0/projects/${key}/repos/${slug}/restrictions?limit=500`);
  const parsed = DataCenterRestrictions.safeParse(answer.json);
  if (answer.status !== 200 || !parsed.success) return unseen([whyUnseen(answer)], needsAdmin);
  const blocking = parsed.data.values.filter(({ type }) => type === "read-only" || type === "pull-request-only");
  const fitting = blocking.filter((restriction) => fitsDataCenter(restriction, question.branch) === true);
  if (fitting.length > 0) {
    const texts = fitting.map((restriction) => {
      const exempt = restriction.users.length + restriction.groups.length + restriction.accessKeys.length;
      const rule =
        restriction.type === "read-only" ? "Nobody may change the branch" : "Changes come through pull requests";
      return exempt === 0 ? `${rule}.` : `${rule}, with ${exempt} exemptions.`;
    });
    const remedy = "Add an exemption for its user or access key to the branch permission, or sync to another branch.";
    return { state: "protected", details: [...new Set(texts)], remedy };
  }
  const unclear = blocking.some((restriction) => fitsDataCenter(restriction, question.branch) === null);
  if (unclear || !parsed.data.isLastPage) return unseen(["Rules by branching model may apply."]);
  return { state: "unprotected", details: [], remedy: null };
}
