import { factsOf, type GitFailureClass } from "@/server/integrations/git/failure-class";
import type { HostKind } from "@/server/integrations/git/hosts";

type Where = { host?: HostKind | undefined; transport?: string | undefined };

const port443: Partial<Record<HostKind, string>> = {
  github: "ssh://git@ssh.github.com:443/owner/name.git",
  gitlab: "ssh://git@altssh.gitlab.com:443/group/name.git",
  bitbucket: "ssh://git@altssh.bitbucket.org:443/workspace/name.git",
};

const byHost: Partial<Record<GitFailureClass, Partial<Record<HostKind, string>>>> = {
  "deploy-key-read-only": {
    github: "Delete the deploy key at GitHub and add it again with “Allow write access” ticked.",
    gitlab: "Tick “Grant write permissions” for the deploy key in the project's repository settings.",
    bitbucket:
      "Access keys of Bitbucket can only read: use the SSH key of an account or workspace, or an access token.",
  },
  "branch-protected": {
    github: "Add this connection's app, key or team to the rule's bypass list at GitHub, or sync to another branch.",
    gitlab: "Add its user, role or deploy key under “Allowed to push and merge” at GitLab, or sync to another branch.",
    bitbucket: "Add its user or access key to the branch restriction at Bitbucket, or sync to another branch.",
    "bitbucket-dc": "Add an exemption for its user or access key to the branch permission, or sync to another branch.",
    gitea: "Add its user, team or deploy key to the branch's push list, or sync to another branch.",
    azure: "Allow its account to bypass the branch policies, or sync to another branch.",
  },
  "token-lacks-scope": {
    github: "Give the token this repository and the permission Contents: read and write.",
    gitlab: "Create a token with write_repository; deploy tokens can never push.",
    bitbucket: "Create a token with read:repository:bitbucket and write:repository:bitbucket.",
  },
  "no-write-access": {
    github: "Give the account the role Write, or the token Contents: read and write.",
    gitlab: "Give the user or token the role Developer or higher (Maintainer for a protected branch).",
    bitbucket: "Give the account or token write access to the repository.",
    azure: "Give the account the permission Contribute on the repository.",
  },
  "auth-bad-token": {
    gitlab: "Check the token's value, its last day and its scope write_repository: GitLab does not say which is wrong.",
    bitbucket:
      "Check the token and its user name: x-bitbucket-api-token-auth for API tokens, x-token-auth for access tokens.",
  },
  "auth-password-no-longer-supported": {
    github: "Create a fine-grained token with Contents: read and write, or use an SSH key.",
    bitbucket: "Create an API token with repository scopes, or a repository access token: app passwords are off.",
  },
};

/** The class's remedy, in the words of the host's own settings page where we know them. */
export function remedyFor(name: GitFailureClass, where: Where): string {
  const own = where.host === undefined ? undefined : byHost[name]?.[where.host];
  if (own !== undefined) return own;
  const blocked = (name === "timeout" || name === "connection-refused") && where.transport === "ssh";
  const other = blocked && where.host !== undefined ? port443[where.host] : undefined;
  const usual = factsOf(name).remedy;
  return other === undefined ? usual : `${usual} Where port 22 is blocked, ${other} works over port 443.`;
}
