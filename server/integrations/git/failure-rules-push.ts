import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

const rejected = { within: "rejected" } as const;
const otherBranchRules =
  /changes must be made through|status checks? |cannot force-push|merge queue|code scanning is waiting|reviews? (is|are) required/i;

const noForce =
  "Force pushes are refused here, and this product never needs one. Fetch the branch and run a full sync on top of it.";

function githubBranchRules(): FailureRule[] {
  return [
    rule("branch-protected", /\bGH003\b|cannot force-push/i, { unless: /through a pull request/i, remedy: noForce }),
    rule("branch-protected", /added to a merge queue/i, {
      remedy: "The branch waits in the merge queue: let its pull request merge, or take it out of the queue.",
    }),
    rule("branch-protected", /status checks? [^\n]{0,300}expected/i, {
      unless: /through a pull request|bypassed rule/i,
      remedy:
        "Required checks cannot pass on a direct push: let this connection's account bypass the rule, or sync to another branch.",
    }),
    rule("branch-protected", /\bGH0(06|13)\b/, { unless: /bypassed rule violations/i }),
  ];
}

/** Refusals of a push by what the host checks: contents, sizes, names, branches. Exact words before general ones. */
export const pushRules: readonly FailureRule[] = [
  rule(
    "secret-scanning-block",
    /push protection[^\n]{0,40}$|push cannot contain secrets|\bGH009\b|push was rejected because it contains one or more secrets|PUSH BLOCKED: secrets|secret push protection found/im,
  ),
  rule("email-privacy", /\bGH007\b|would publish a private email|email privacy restrictions/i),
  rule("email-privacy", /email privacy restrictions/i, rejected),
  rule(
    "repository-quota",
    /over the size limit|over [\d.]{1,8} ?[GMT]i?B size limit|exceeded its size limit|exceed the size limit|quota (is |was |has been )?exceeded/i,
  ),
  rule("large-push", /pack exceeds maximum allowed size|push (is too large|exceeds the maximum)/i),
  rule(
    "large-file",
    /error: GH001\b|exceeds github's file size limit|larger than the allowed size|one or more blobs which exceed|exceeds? the (maximum )?file size/i,
  ),
  rule("large-file", /blob object \S{1,80} was rejected: the object will increase/i, rejected),
  rule("delete-refused", /deletion prohibited|deletion of the current branch|refusing to delete/i, rejected),
  rule(
    "delete-refused",
    /denying ref deletion|refusing to delete|default branch of a project cannot be deleted|only delete protected branches|cannot delete (this|a|the) [^\n]{0,40}branch/i,
  ),
  rule("hidden-ref", /updating a hidden ref/i, rejected),
  rule(
    "ref-name-rejected",
    /\bGH00[245]\b|refs longer than \d{1,6} bytes|\d\d-character hexadecimal branch name|create a branch with a SHA-1|refusing to (create|update) funny ref|branch name must /i,
  ),
  rule("ref-name-rejected", /funny refname|invalid (ref|branch) name/i, rejected),
  rule(
    "commits-unsigned",
    /commits? must (have (verified|valid) signatures|be signed)|unsigned commits? (is|are) not|commits? (was|were) not signed|unverified commit/i,
    { unless: otherBranchRules },
  ),
  rule(
    "hook-rejected",
    /^- (commit message|author email|committer email|file path|file extension)s? [^\n]{0,40}must/im,
    {
      unless: otherBranchRules,
    },
  ),
  rule("branch-protected", /remote: (protected branch hook declined|push declined due to repository rule)/i, {
    ...rejected,
    unless: /\b(GH0(0[1-57]|13))\b/,
  }),
  rule("secret-scanning-block", /contains one or more secrets/i, rejected),
  rule("branch-protected", /TF402455|must use a pull request/i, rejected),
  ...githubBranchRules(),
  rule("branch-protected", /not allowed to (force )?push (code )?to (a )?protected branch/i),
  rule("branch-protected", /not allowed to force[ -]push/i, { remedy: noForce }),
  rule(
    "branch-protected",
    /(create|push[^\n]{0,30}|merge code into) protected branch|not allowed to access some of the refs|permission denied to (update|create) branch|only be modified through pull requests|protected branch hook declined/i,
  ),
  rule(
    "token-lacks-scope",
    /refusing to allow an? [^\n]{1,80} to create or update workflow|without `?workflows?`? (scope|permission)/i,
    {
      ...rejected,
      remedy:
        "The commits carry GitHub workflow files: give the token the workflow right (classic: workflow; fine-grained and apps: Workflows write), or push with an SSH key.",
    },
  ),
  rule("unborn-default-branch", /default branch \([^)\n]{0,80}\) does not (yet )?exist/i),
];
