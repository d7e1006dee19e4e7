import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultHosts, OperatorHost, toGitHost } from "@/server/integrations/git/hosts";
import { parseRepositoryUrl } from "@/server/integrations/git/repository-url";

const ownHosts = [
  ...defaultHosts,
  toGitHost(OperatorHost.parse({ host: "git.acme.test", kind: "gitlab", https: { port: 8443, basePath: "/git" } })),
  toGitHost(OperatorHost.parse({ host: "dc.acme.test", kind: "bitbucket-dc" })),
  toGitHost(OperatorHost.parse({ host: "bare.acme.test", kind: "generic" })),
];

function problemOf(text: string, wanted?: "ssh" | "https") {
  const result = parseRepositoryUrl(text, { hosts: ownHosts, ...(wanted ? { wanted } : {}) });
  return result.ok ? null : result.problem;
}

function remoteOf(text: string, hosts: typeof ownHosts | "any" = ownHosts) {
  const result = parseRepositoryUrl(text, { hosts });
  return result.ok ? `${result.url.kind} ${result.url.path} ${result.url.remote}` : result.problem.code;
}

describe("repository addresses that are accepted", () => {
  it.each([
    ["git@github.com:acme/shop.git", "github acme/shop git@github.com:acme/shop.git"],
    ["git@github.com:/acme/shop", "github acme/shop git@github.com:acme/shop.git"],
    ["ssh://git@github.com/acme/shop.git/", "github acme/shop ssh://git@github.com/acme/shop.git"],
    ["ssh://git@GitHub.com.:22/acme/shop", "github acme/shop ssh://git@github.com/acme/shop.git"],
    ["ssh://git@ssh.github.com:443/acme/shop.git", "github acme/shop ssh://git@ssh.github.com:443/acme/shop.git"],
    ["https://github.com/acme/shop", "github acme/shop https://github.com/acme/shop.git"],
    ["https://bob@bitbucket.org/acme/shop.git", "bitbucket acme/shop https://bitbucket.org/acme/shop.git"],
    ["https://gitlab.com/a/b/c/d.git", "gitlab a/b/c/d https://gitlab.com/a/b/c/d.git"],
    ["https://git.acme.test:8443/git/team/shop.git", "gitlab team/shop https://git.acme.test:8443/git/team/shop.git"],
    ["ssh://git@dc.acme.test:7999/KEY/shop.git", "bitbucket-dc KEY/shop ssh://git@dc.acme.test:7999/KEY/shop.git"],
    ["https://dc.acme.test/scm/~ann/shop.git", "bitbucket-dc ~ann/shop https://dc.acme.test/scm/~ann/shop.git"],
    ["bob@bare.acme.test:srv/src/shop", "generic srv/src/shop bob@bare.acme.test:srv/src/shop"],
    ["ssh://bob@bare.acme.test/srv/shop.git", "generic srv/shop ssh://bob@bare.acme.test/srv/shop.git"],
  ])("reads %s", (text, expected) => {
    expect(remoteOf(text)).toBe(expected);
  });

  it("reads both forms of Azure DevOps when its host is allowed", () => {
    expect(remoteOf("https://acme@dev.azure.com/acme/web%20shop/_git/api", "any")).toBe(
      "azure acme/web shop/api https://dev.azure.com/acme/web%20shop/_git/api",
    );
    expect(remoteOf("git@ssh.dev.azure.com:v3/acme/shop/api", "any")).toBe(
      "azure acme/shop/api git@ssh.dev.azure.com:v3/acme/shop/api",
    );
  });
});

describe("repository addresses that are refused", () => {
  it.each([
    ["", "empty"],
    [`https://github.com/${"a".repeat(2100)}/b`, "too-long"],
    ["https://github.com/acme/shop\r\n.git", "control-characters"],
    ["https://github.com/acme/sh%0aop.git", "control-characters"],
    ["https://github.com/acme/\u202egit.pohs", "hidden-characters"],
    ["https://github.com/ac\u200bme/shop", "hidden-characters"],
    ["https://github.com/acme/my shop", "whitespace"],
    ["--upload-pack=touch /tmp/x", "whitespace"],
    ["--upload-pack=id", "option"],
    ["ssh://-oProxyCommand=id/acme/shop", "option"],
    ["git@-oProxyCommand=id:acme/shop", "option"],
    ["ssh://git@github.com/-oFoo/shop", "option"],
    ["ext::sh -c id", "whitespace"],
    ["ext::sh", "transport-helper"],
    ["fd::17/foo", "transport-helper"],
    ["file:///etc/passwd", "local-path"],
    ["/srv/git/shop.git", "local-path"],
    ["../shop.git", "local-path"],
    ["~/shop.git", "local-path"],
    ["C:\\repos\\shop", "local-path"],
    ["git://github.com/acme/shop.git", "insecure-protocol"],
    ["http://github.com/acme/shop.git", "insecure-protocol"],
    ["ftp://github.com/acme/shop.git", "unknown-protocol"],
    ["https://bob:hunter2@github.com/acme/shop.git", "credentials"],
    ["https://ghp_0123456789abcdefghij@github.com/acme/shop.git", "credentials"],
    ["bob:hunter2@github.com:acme/shop.git", "credentials"],
    ["https://2130706433/acme/shop.git", "host-invalid"],
    ["https://0x7f.1/acme/shop.git", "host-invalid"],
    ["https://git%68ub.com/acme/shop.git", "host-invalid"],
    ["https://github.com@evil.test/acme/shop.git", "host-not-allowed"],
    ["https://github.com.evil.test/acme/shop.git", "host-not-allowed"],
    ["https://gіthub.com/acme/shop.git", "host-invalid"],
    ["ssh://git@github.com:0/acme/shop.git", "port-invalid"],
    ["https://github.com:65536/acme/shop.git", "port-invalid"],
    ["ssh://git@github.com:2222/acme/shop.git", "port-not-allowed"],
    ["git@altssh.bitbucket.org:443/acme/shop.git", "port-as-path"],
    ["https://github.com/acme/../shop.git", "path-traversal"],
    ["https://github.com/acme/%2e%2e/shop.git", "path-traversal"],
    ["https://github.com/acme//shop.git", "path-traversal"],
    ["https://github.com/acme/.git", "path-traversal"],
    ["https://github.com/acme/shop$(id)", "path-invalid"],
    ["https://github.com/acme/shop%zz", "path-invalid"],
    ["https://github.com/acme", "path-depth"],
    ["https://gitlab.com/acme", "path-depth"],
    ["git@github.com:acme/team/shop.git", "path-depth"],
    ["https://gitlab.com/-/profile/keys", "path-depth"],
    ["https://dc.acme.test/KEY/deep/er/shop.git", "path-depth"],
    ["https://github.com/acme/shop.git?ref=main", "query"],
    ["shop", "unreadable"],
  ])("refuses %j as %s", (text, code) => {
    expect(problemOf(text)?.code).toBe(code);
  });

  it.each([
    ["https://github.com/acme/shop/tree/main/sources", "https://github.com/acme/shop.git"],
    ["https://github.com/acme/shop/pull/12/files?w=1", "https://github.com/acme/shop.git"],
    ["https://gitlab.com/a/b/shop/-/blob/main/x.tf#L3", "https://gitlab.com/a/b/shop.git"],
    ["https://bitbucket.org/acme/shop/src/main/", "https://bitbucket.org/acme/shop.git"],
    ["https://dc.acme.test/projects/KEY/repos/shop/browse", "https://dc.acme.test/scm/KEY/shop.git"],
  ])("offers the clone address for the page %s", (text, suggestion) => {
    expect(problemOf(text)).toMatchObject({ code: "browser-url", suggestion });
  });

  it("offers corrections for a missing scheme, an insecure one and a port in the wrong place", () => {
    expect(problemOf("github.com/acme/shop")?.suggestion).toBe("https://github.com/acme/shop");
    expect(problemOf("http://github.com/acme/shop")?.suggestion).toBe("https://github.com/acme/shop");
    expect(problemOf("git@altssh.bitbucket.org:443/acme/shop.git")?.suggestion).toBe(
      "ssh://git@altssh.bitbucket.org:443/acme/shop.git",
    );
    expect(problemOf("git@ssh.github.com:acme/shop.git")?.suggestion).toBe(
      "ssh://git@ssh.github.com:443/acme/shop.git",
    );
  });

  it("offers the other protocol's address when the credential needs it", () => {
    expect(problemOf("https://github.com/acme/shop", "ssh")).toMatchObject({
      code: "wrong-protocol",
      suggestion: "git@github.com:acme/shop.git",
    });
    expect(problemOf("git@git.acme.test:team/shop.git", "https")?.suggestion).toBe(
      "https://git.acme.test:8443/git/team/shop.git",
    );
  });

  it("never repeats a secret of the address", () => {
    for (const text of [
      "https://bob:hunter2@github.com/acme/shop",
      "http://bob:hunter2@github.com/acme/shop",
      "bob:hunter2@github.com:acme/shop",
      "ssh://bob:hunter2@github.com/acme/shop",
      "ftp://hunter2@github.com/acme/shop",
      "hunter2@github.com/acme/shop",
    ]) {
      expect(JSON.stringify(problemOf(text)), text).not.toContain("hunter2");
    }
  });

  it("gives git nothing that could be an option, a helper or a second line, whatever is typed", () => {
    const piece = fc.constantFrom(
      "git@",
      "https://",
      "ssh://",
      "github.com",
      ":",
      "/",
      "-",
      "a",
      "..",
      "\n",
      "%0a",
      "::",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 12 }), (pieces) => {
        const result = parseRepositoryUrl(pieces.join(""), { hosts: "any" });
        if (!result.ok) return;
        expect(result.url.remote).toMatch(/^(https:\/\/[a-z0-9_[]|ssh:\/\/[\w.+]|[\w.+][\w.+-]*@)[^\s\p{C}]+$/u);
        expect(result.url.remote).not.toMatch(/::|\/\.\.(\/|$)|\/-/);
      }),
      { numRuns: 2000 },
    );
  });
});

it("sends web addresses to the host's main name, since redirects are not followed", () => {
  expect(remoteOf("https://www.github.com/acme/shop")).toBe("github acme/shop https://github.com/acme/shop.git");
});
