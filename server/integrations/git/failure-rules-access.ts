import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

const rejected = { within: "rejected" } as const;

/** Who may come in, with which credential, and whether the repository is there and open. */
export const accessRules: readonly FailureRule[] = [
  rule("ip-allow-list", /IP allow ?list|whitelist your IP|IP address [^\n]{0,80}not (permitted|allowed|on the)/i),
  rule("sso-required", /SAML (SSO|enforcement)|valid SSO session/i),
  rule(
    "two-factor-required",
    /enable two-(step|factor)|two-(step|factor) (authentication|verification) (is )?required/i,
  ),
  rule(
    "account-suspended",
    /account is (suspended|disabled|locked|deactivated)|account has been (blocked|suspended|disabled|locked|deactivated)|your password (has )?expired|account is pending approval/i,
  ),
  rule(
    "repository-disabled",
    /repository [^\n]{1,300} is disabled|access to this repository has been disabled|repository has been (locked|disabled)/i,
  ),
  rule("archived", /was archived so it is read-only|archived (project|repository)|^repo: [^\n]{1,300} is archived/im),
  rule(
    "read-only-maintenance",
    /temporarily read-only|read-only GitLab instance|^mirror repository [^\n]{1,300} is read-only|in maintenance mode|(down|closed) for maintenance|under maintenance/im,
  ),
  rule(
    "deploy-key-read-only",
    /marked as read[ -]only|deploy key does not have write access|deployment key is read-only|^deploy key: [^\n]{1,200} not authorized to write|cannot push with deployment key/im,
  ),
  rule(
    "token-lacks-scope",
    /write access to repository not granted|not allowed to upload code|required privilege scopes|insufficient_scope|access token with '?\w{1,40}'? [^\n]{0,60}scope/i,
  ),
  rule("token-kind-forbidden", /\(classic\) are forbidden|forbids access via an? [^\n]{0,40}access token/i),
  rule(
    "no-write-access",
    /^(error: )?permission to [^\n]{1,300} denied to|not allowed to push code to this project|permission denied for writing|TF401027|must have write or admin access|not authorized to (write|push)|exceeded its user limit/im,
  ),
  rule("no-write-access", /^remote: permission denied$/im, rejected),
  rule("token-expired", /(ssh key|token) (has |is )?expired|token is invalid, expired/i),
  rule(
    "no-read-access",
    /not allowed to download code|either does not exist or you do not have access|may not have access to this repository|not authorized to read|^unauthorized$/im,
  ),
  rule(
    "auth-password-no-longer-supported",
    /support for password authentication was removed|(incorrect or|or) your account has 2FA enabled|stopped supporting account passwords|app passwords are (deprecated|no longer)/i,
  ),
  rule("auth-bad-token", /HTTP Basic: access denied|invalid username or|bad credentials|invalid credentials|TF400813/i),
  rule("protocol-not-allowed", /git access over \w{3,5} is not allowed/i, {
    remedy: "This host takes Git over one protocol only: use an SSH address with a key, or the reverse.",
  }),
  rule("command-refused", /disallowed command|interactive git shell is not enabled|invalid command:/i),
  rule(
    "repository-not-found",
    /repository ('[^'\n]{1,400}' )?not found|not (appear|seem) to be a git repository|^(error: |gitlab: )?the project you were looking for|cannot find repository|repository for this project does not exist|conq: repository (does not exist|access denied)|^repository access denied|TF401019|(requested repository|repository you requested) does not exist/im,
  ),
  rule(
    "key-already-in-use",
    /key is already (in use|registered)|fingerprint has already been taken|key already exists/i,
  ),
];
