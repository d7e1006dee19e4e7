import { describe, expect, it } from "vitest";
import { adviseOnToken } from "@/server/integrations/git/token-advice";
import { defaultUserName, leastRights, looksLikeSecret, recogniseToken } from "@/server/integrations/git/token-kind";

type Question = Parameters<typeof adviseOnToken>[0];

function codes(question: Partial<Question>): string[] {
  const whole: Question = { host: "github", token: "ghp_x", username: null, purpose: "write", ...question };
  return adviseOnToken(whole).map((advice) => `${advice.level} ${advice.code}`);
}

describe("tokens are recognised by their prefix", () => {
  it.each([
    ["github_pat_11AAAA_x", "github-fine-grained", "x-access-token"],
    ["ghp_x", "github-classic", "x-access-token"],
    ["ghs_x", "github-app-installation", "x-access-token"],
    ["glpat-x", "gitlab-access", "oauth2"],
    ["gldt-x", "gitlab-deploy", null],
    ["glcbt-x", "gitlab-job", "gitlab-ci-token"],
    ["ATATT3xFfGF0", "bitbucket-api", "x-bitbucket-api-token-auth"],
    ["ATCTT3xFfGN0", "bitbucket-access", "x-token-auth"],
    ["ATBBxyz", "bitbucket-app-password", null],
  ])("%s", (token, kind, username) => {
    const found = recogniseToken(token);
    expect(found.kind).toBe(kind);
    expect(defaultUserName(found.kind, found.host ?? "generic")).toBe(username);
  });

  it("and user names are told from secrets", () => {
    expect(["git", "acme-bot", "x-token-auth", "gitlab+deploy-token-12"].filter(looksLikeSecret)).toEqual([]);
    expect(["ghp_abc", "0123456789abcdef0123456789abcdef01234567"].every(looksLikeSecret)).toBe(true);
  });
});

describe("advice before any connection", () => {
  it("has nothing against tokens that fit", () => {
    expect(codes({ token: "github_pat_x" })).toEqual([]);
    expect(codes({ host: "gitlab", token: "glpat-x", username: "anything" })).toEqual([]);
    expect(codes({ host: "bitbucket", token: "ATATT3x", username: "ann" })).toEqual([]);
    expect(codes({ host: "bitbucket", token: "ATCTT3x", username: "x-token-auth" })).toEqual([]);
    expect(codes({ host: "gitlab", token: "gldt-x", username: "gitlab+deploy-token-1", purpose: "read" })).toEqual([]);
    expect(codes({ host: "gitea", token: "0".repeat(40), username: "bot" })).toEqual([]);
  });

  it.each<[string, Partial<Question>, string[]]>([
    ["app passwords are off", { host: "bitbucket", token: "ATBBx", username: "ann" }, ["refuse switched-off"]],
    ["deploy tokens never push", { host: "gitlab", token: "gldt-x", username: "d" }, ["refuse cannot-push"]],
    ["job tokens end with their job", { host: "gitlab", token: "glcbt-x" }, ["refuse short-lived"]],
    ["refresh tokens open nothing", { token: "ghr_x" }, ["refuse not-for-git"]],
    ["installation tokens end in an hour", { token: "ghs_x" }, ["warn short-lived"]],
    ["a token of another host", { host: "gitlab", token: "ghp_x" }, ["refuse wrong-host"]],
    [
      "an API token with the other kind's name",
      { host: "bitbucket", token: "ATATTx", username: "x-token-auth" },
      ["refuse wrong-user-name"],
    ],
    [
      "an API token with the e-mail",
      { host: "bitbucket", token: "ATATTx", username: "a@b.test" },
      ["refuse wrong-user-name"],
    ],
    [
      "an access token with a person's name",
      { host: "bitbucket", token: "ATCTTx", username: "ann" },
      ["refuse wrong-user-name"],
    ],
    ["a user name nobody can guess", { host: "bitbucket-dc", token: "abc" }, ["refuse user-name-missing"]],
    ["a user name with a colon", { host: "gitea", token: "abc", username: "a:b" }, ["refuse user-name-malformed"]],
    ["nothing", { token: "" }, ["refuse empty"]],
    ["a line break", { token: "ghp_x\nHost: evil" }, ["refuse malformed"]],
  ])("%s", (_, question, expected) => {
    expect(codes(question)).toEqual(expected);
  });

  it("never repeats the token", () => {
    const advice = adviseOnToken({ host: "gitlab", token: "ghp_hunter2", username: "hunter2:", purpose: "write" });
    expect(JSON.stringify(advice)).not.toContain("hunter2");
  });

  it("names the least rights in the host's words", () => {
    expect(leastRights("gitlab-access", "gitlab", "write")).toContain("write_repository");
    expect(leastRights("unrecognised", "bitbucket", "write")).toContain("write:repository:bitbucket");
    expect(leastRights("github-fine-grained", "github", "read")).toContain("Contents: read");
  });
});
