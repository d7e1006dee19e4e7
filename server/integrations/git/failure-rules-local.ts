import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

const local = { within: "local" } as const;

/** What this side's own git and ssh programs say before, or without, a word from the host. */
export const localRules: readonly FailureRule[] = [
  rule("local-ownership", /dubious ownership in repository|repository is owned by someone else/i, local),
  rule(
    "local-identity",
    /(author|committer) identity unknown|please tell me who you are|empty ident name|unable to auto-detect email/i,
    local,
  ),
  rule("local-not-a-repository", /^fatal: not (a git repository|in a git directory)/im, local),
  rule(
    "client-broken",
    /cannot run \S{1,80}: |\bunable to fork|(ssh|git): (command )?not found|spawn \S{1,80} ENOENT|bad (configuration option|owner or permissions)|error while loading shared libraries/i,
    local,
  ),
  rule(
    "url-rejected",
    /strange (hostname|pathname|port)\b|git: '[^'\n]{1,80}' is not a git command|unable to find remote helper|URL using bad\/illegal format|no host in url|unable to parse url/i,
    local,
  ),
  rule("protocol-not-allowed", /transport '[^'\n]{0,80}' not allowed/i, local),
  rule("local-lock", /unable to create '[^'\n]{1,400}\.lock': file exists|index file is locked/i, {
    ...local,
    unless: /\bRPC failed|remote end hung up/i,
  }),
  rule("unborn-branch", /src refspec [^\n]{1,300} does not match any/i, local),
  rule("refspec-invalid", /destination you provided is not a full refname|invalid refspec/i, local),
  rule("remote-missing", /no configured push destination|no such remote/i, local),
  rule(
    "lfs",
    /smudge filter lfs failed|external filter '?git-lfs|^batch response:|: batch response:|locked in git lfs|lfs (budget|bandwidth|quota)|\bGH008\b|lfs objects are missing/im,
  ),
];
