import { describe, expect, it } from "vitest";
import { seeBranchProtection } from "@/server/integrations/git/branch-protection";
import { matchesPattern } from "@/server/integrations/git/branch-view";
import type { ApiFetch } from "@/server/integrations/git/host-api";
import { defaultHosts, findGitHost, OperatorHost, toGitHost } from "@/server/integrations/git/hosts";
import { parseRepositoryUrl } from "@/server/integrations/git/repository-url";

const hosts = [...defaultHosts, toGitHost(OperatorHost.parse({ host: "dc.acme.test", kind: "bitbucket-dc" }))];
type Answers = Record<string, { status?: number; json?: unknown; headers?: Record<string, string> }>;

/** A host that answers by the path's end, and keeps what it was asked. */
function fakeHost(answers: Answers) {
  const asked: { url: string; headers: Record<string, string> }[] = [];
  const fetch: ApiFetch = async (url, init) => {
    asked.push({ url, headers: init.headers });
    const found = Object.entries(answers).find(([end]) => url.endsWith(end))?.[1] ?? { status: 404 };
    return new Response(JSON.stringify(found.json ?? {}), {
      status: found.status ?? 200,
      headers: found.headers ?? {},
    });
  };
  return { asked, fetch };
}

async function see(address: string, token: string | null, answers: Answers) {
  const parsed = parseRepositoryUrl(address, { hosts });
  if (!parsed.ok) throw new Error(parsed.problem.code);
  const host = findGitHost(hosts, parsed.url.host);
  if (host === null) throw new Error("host");
  const fake = fakeHost(answers);
  const view = await seeBranchProtection({ url: parsed.url, host, branch: "main", token, fetch: fake.fetch });
  return { ...view, asked: fake.asked };
}

const github = "https://github.com/acme/shop";
const noRules = { "/rules/branches/main?per_page=100": { json: [] } };
const pullRequestRule = { "/rules/branches/main?per_page=100": { json: [{ type: "pull_request", ruleset_id: 7 }] } };

describe("what can be seen of a branch's protection", () => {
  it("is nothing with an SSH key, a deploy token, an API token of Bitbucket, or an API that refuses", async () => {
    expect((await see("git@github.com:acme/shop", null, {})).state).toBe("cannot-be-seen");
    expect((await see("https://gitlab.com/a/b", "gldt-x", {})).asked).toEqual([]);
    expect((await see("https://bitbucket.org/a/b", "ATATTx", {})).state).toBe("cannot-be-seen");
    for (const status of [401, 403, 404, 429, 500]) {
      const refused = { "/main?per_page=100": { status }, "/branches/main": { status }, "?pagelen=100": { status } };
      for (const [address, token] of [
        [github, "ghp_x"],
        ["https://gitlab.com/a/b", "glpat-x"],
        ["https://bitbucket.org/a/b", "ATCTTx"],
      ] as const) {
        expect((await see(address, token, refused)).state, `${address} ${status}`).toBe("cannot-be-seen");
      }
    }
  });

  it("on GitHub: unprotected needs both answers", async () => {
    const free = { ...noRules, "/branches/main": { json: { protected: false } } };
    expect((await see(github, "ghp_x", free)).state).toBe("unprotected");
    expect((await see(github, "ghp_x", noRules)).state).toBe("cannot-be-seen");
  });

  it("on GitHub: rules stand in the way unless this caller may always bypass them", async () => {
    const seen = { ...pullRequestRule, "/branches/main": { json: { protected: true } } };
    const blocked = await see(github, "ghp_x", seen);
    expect(blocked).toMatchObject({ state: "protected", details: ["Changes must come through a pull request."] });
    const bypass = (how: string) => ({
      ...seen,
      "/rulesets/7?includes_parents=true": { json: { current_user_can_bypass: how } },
    });
    expect((await see(github, "ghp_x", bypass("pull_requests_only"))).state).toBe("protected");
    expect((await see(github, "ghp_x", bypass("always"))).state).toBe("pushable");
  });

  it("on GitHub: rules that a plain push never breaks do not count", async () => {
    const rules = { json: [{ type: "deletion" }, { type: "non_fast_forward" }] };
    const answers = { "/rules/branches/main?per_page=100": rules, "/branches/main": { json: { protected: true } } };
    expect((await see(github, "ghp_x", answers)).state).toBe("pushable");
  });

  it("on GitHub: older protection is told in full or as far as it shows", async () => {
    const guarded = { ...noRules, "/branches/main": { json: { protected: true } } };
    expect((await see(github, "ghp_x", guarded)).details[0]).toContain("cannot see how");
    const full = { ...guarded, "/branches/main/protection": { json: { lock_branch: { enabled: true } } } };
    expect(await see(github, "ghp_x", full)).toMatchObject({ state: "protected", details: ["The branch is locked."] });
  });

  it("on GitLab: the host says whether this caller can push", async () => {
    const branch = (json: object) => ({ "/projects/a%2Fb/repository/branches/main": { json } });
    const ask = (json: object) => see("https://gitlab.com/a/b", "glpat-x", branch(json));
    expect((await ask({ protected: false, can_push: true })).state).toBe("unprotected");
    expect((await ask({ protected: true, can_push: true })).state).toBe("pushable");
    expect((await ask({ protected: true, can_push: false })).state).toBe("protected");
    expect((await ask({ protected: false, can_push: false })).remedy).toContain("Developer");
  });

  it("on GitLab: a branch to come is held against the patterns", async () => {
    const rules = (name: string) => ({
      "?per_page=100": { json: [{ name, push_access_levels: [{ access_level_description: "Maintainers" }] }] },
    });
    expect(await see("https://gitlab.com/a/b", "glpat-x", rules("m*"))).toMatchObject({
      state: "protected",
      details: ["“m*” may be pushed to by: Maintainers."],
    });
    expect((await see("https://gitlab.com/a/b", "glpat-x", rules("release/*"))).state).toBe("unprotected");
  });

  it("on Bitbucket: restrictions by name count, those by branching model leave it open", async () => {
    const values = (value: object) => ({ "branch-restrictions?pagelen=100": { json: { values: [value] } } });
    const ask = (value: object) => see("https://bitbucket.org/a/b", "ATCTTx", values(value));
    expect((await ask({ kind: "push", pattern: "ma*" })).state).toBe("protected");
    expect((await ask({ kind: "force", pattern: "main" })).state).toBe("unprotected");
    expect((await ask({ kind: "push", branch_match_kind: "branching_model", branch_type: "production" })).state).toBe(
      "cannot-be-seen",
    );
    const dc = {
      "/restrictions?limit=500": {
        json: { values: [{ type: "pull-request-only", matcher: { id: "refs/heads/main", type: { id: "BRANCH" } } }] },
      },
    };
    expect((await see("https://dc.acme.test/scm/KEY/shop.git", "abc", dc)).state).toBe("protected");
  });

  it("never takes the token to another origin", async () => {
    const moved = { status: 301, headers: { location: "https://evil.test/repositories/1" } };
    const { asked, state } = await see(github, "ghp_x", { "/main?per_page=100": moved });
    expect(state).toBe("cannot-be-seen");
    expect(asked.every(({ url }) => url.startsWith("https://api.github.com/"))).toBe(true);
    const pages = { "?pagelen=100": { json: { values: [], next: "https://evil.test/2" } } };
    expect((await see("https://bitbucket.org/a/b", "ATCTTx", pages)).asked).toHaveLength(1);
  });

  it("follows a renamed repository at the same origin", async () => {
    const moved = { status: 301, headers: { location: "https://api.github.com/repositories/1/rules" } };
    const answers = {
      "/main?per_page=100": moved,
      "/repositories/1/rules": { json: [] },
      "/branches/main": { json: { protected: false } },
    };
    expect((await see(github, "ghp_x", answers)).state).toBe("unprotected");
  });

  it("survives a host that breaks off, sends no JSON or far too much", async () => {
    const parsed = parseRepositoryUrl(github);
    const host = findGitHost(defaultHosts, "github.com");
    if (!parsed.ok || host === null) throw new Error("fixture");
    const broken: ApiFetch[] = [
      () => Promise.reject(new Error("ghp_x leaked")),
      async () => new Response("<html>"),
      async () => new Response("[".repeat(3_000_000)),
    ];
    for (const fetch of broken) {
      const view = await seeBranchProtection({ url: parsed.url, host, branch: "main", token: "ghp_x", fetch });
      expect(view.state).toBe("cannot-be-seen");
      expect(JSON.stringify(view)).not.toContain("ghp_x");
    }
  });
});

describe("branch patterns", () => {
  it("fit as a host reads them, in linear time", () => {
    expect(matchesPattern("main", "main")).toBe(true);
    expect(matchesPattern("release/*", "release/1/2")).toBe(true);
    expect(matchesPattern("*-stable", "production-stable")).toBe(true);
    expect(matchesPattern("a*a", "a")).toBe(false);
    expect(matchesPattern("*", "x")).toBe(true);
    expect(matchesPattern("main*", "mai")).toBe(false);
    expect(matchesPattern("*a".repeat(5000), "a".repeat(4000))).toBe(false);
  });
});
