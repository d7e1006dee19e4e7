import {
  bitbucketApi,
  seeBitbucketBranch,
  seeDataCenterBranch,
} from "@/server/integrations/bitbucket/branch-protection";
import { type BranchView, unseen } from "@/server/integrations/git/branch-view";
import type { ApiFetch } from "@/server/integrations/git/host-api";
import type { GitHost } from "@/server/integrations/git/hosts";
import type { RepositoryUrl } from "@/server/integrations/git/repository-url";
import { recogniseToken } from "@/server/integrations/git/token-kind";
import { githubApi, seeGithubBranch } from "@/server/integrations/github/branch-protection";
import { gitlabApi, seeGitlabBranch } from "@/server/integrations/gitlab/branch-protection";

export type ProtectionQuestion = {
  url: RepositoryUrl;
  host: GitHost;
  branch: string;
  /** Null for an SSH key, which opens no API. */
  token: string | null;
  fetch: ApiFetch;
};

/** What this credential can see of the branch's protection. Asks the host's API only, with the token it was given. */
export async function seeBranchProtection(question: ProtectionQuestion): Promise<BranchView> {
  const { host, token, fetch } = question;
  if (token === null) return unseen(["An SSH key cannot ask the host's API about rules."]);
  if (host.apiUrl === null) return unseen(["This host has no API that we know."]);
  const asked = { path: question.url.path, branch: question.branch };
  const { kind } = recogniseToken(token);
  switch (host.kind) {
    case "github":
      return seeGithubBranch(githubApi(host.apiUrl, token, fetch), asked);
    case "gitlab":
      if (kind === "gitlab-deploy") return unseen(["A deploy token cannot ask GitLab's API."]);
      return seeGitlabBranch(gitlabApi(host.apiUrl, token, fetch), asked);
    case "bitbucket":
      // An API token opens the API with the Atlassian e-mail only, which git's user name is not.
      if (kind === "bitbucket-api") return unseen(["An API token shows rules only together with its owner's e-mail."]);
      return seeBitbucketBranch(bitbucketApi(host.apiUrl, token, fetch), asked);
    case "bitbucket-dc":
      return seeDataCenterBranch(bitbucketApi(host.apiUrl, token, fetch), asked);
    case "gitea":
    case "azure":
    case "generic":
      return unseen(["We cannot ask this kind of host about rules."]);
  }
}
