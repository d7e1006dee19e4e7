import { describe, expect, it } from "vitest";
import { defaultHosts, OperatorHost, toGitHost } from "@/server/integrations/git/hosts";
import { parseRepositoryUrl } from "@/server/integrations/git/repository-url";
import { webLinks } from "@/server/integrations/git/web-links";

const hosts = [
  ...defaultHosts,
  toGitHost(OperatorHost.parse({ host: "dc.acme.test", kind: "bitbucket-dc" })),
  toGitHost(OperatorHost.parse({ host: "tea.acme.test", kind: "gitea", https: { port: 8443, basePath: "/git" } })),
  toGitHost(OperatorHost.parse({ host: "bare.acme.test" })),
  toGitHost(OperatorHost.parse({ host: "ssh-only.acme.test", kind: "gitlab", https: false })),
];

function linksOf(text: string) {
  const parsed = parseRepositoryUrl(text, { hosts });
  if (!parsed.ok) throw new Error(parsed.problem.code);
  return webLinks(parsed.url, hosts);
}

function all(text: string): string[] {
  const links = linksOf(text);
  if (links === null) return [];
  return [
    links.commit("new1"),
    links.compare("old1", "new1"),
    links.file("new1", "sources/a b#1.tf", { from: 1, to: 9 }),
    links.newPullRequest("fix/a&b", "main"),
  ];
}

describe("links to a host's pages", () => {
  it("of GitHub, never by its SSH name or port", () => {
    expect(all("ssh://git@ssh.github.com:443/acme/shop.git")).toEqual([
      "https://github.com/acme/shop/commit/new1",
      "https://github.com/acme/shop/compare/old1...new1",
      "https://github.com/acme/shop/blob/new1/sources/a%20b%231.tf#L1-L9",
      "https://github.com/acme/shop/compare/main...fix/a%26b?expand=1",
    ]);
  });

  it("of GitLab, with nested groups", () => {
    expect(all("git@gitlab.com:a/b/shop.git")).toEqual([
      "https://gitlab.com/a/b/shop/-/commit/new1",
      "https://gitlab.com/a/b/shop/-/compare/old1...new1",
      "https://gitlab.com/a/b/shop/-/blob/new1/sources/a%20b%231.tf#L1-9",
      "https://gitlab.com/a/b/shop/-/merge_requests/new?merge_request[source_branch]=fix%2Fa%26b&merge_request[target_branch]=main",
    ]);
  });

  it("of Bitbucket Cloud, whose comparison names the newer side first", () => {
    expect(all("git@bitbucket.org:acme/shop.git")).toEqual([
      "https://bitbucket.org/acme/shop/commits/new1",
      "https://bitbucket.org/acme/shop/branches/compare/new1..old1",
      "https://bitbucket.org/acme/shop/src/new1/sources/a%20b%231.tf#lines-1:9",
      "https://bitbucket.org/acme/shop/pull-requests/new?source=fix%2Fa%26b&dest=main",
    ]);
  });

  it("of Bitbucket Data Center, by project and by person", () => {
    expect(all("ssh://git@dc.acme.test:7999/KEY/shop.git")).toEqual([
      "https://dc.acme.test/projects/KEY/repos/shop/commits/new1",
      "https://dc.acme.test/projects/KEY/repos/shop/compare/commits?sourceBranch=new1&targetBranch=old1",
      "https://dc.acme.test/projects/KEY/repos/shop/browse/sources/a%20b%231.tf?at=new1#1-9",
      "https://dc.acme.test/projects/KEY/repos/shop/pull-requests?create&sourceBranch=refs%2Fheads%2Ffix%2Fa%26b&targetBranch=refs%2Fheads%2Fmain",
    ]);
    expect(linksOf("ssh://git@dc.acme.test:7999/~ann/shop.git")?.commit("1")).toBe(
      "https://dc.acme.test/users/ann/repos/shop/commits/1",
    );
  });

  it("of a self-hosted Gitea, below its own path and port", () => {
    const [commit, , file] = all("git@tea.acme.test:acme/shop.git");
    expect(commit).toBe("https://tea.acme.test:8443/git/acme/shop/commit/new1");
    expect(file).toBe("https://tea.acme.test:8443/git/acme/shop/src/commit/new1/sources/a%20b%231.tf#L1-L9");
  });

  it("are none where there are no pages that we know", () => {
    expect(linksOf("git@bare.acme.test:srv/shop.git")).toBeNull();
    expect(linksOf("git@ssh-only.acme.test:a/b.git")).toBeNull();
  });
});
