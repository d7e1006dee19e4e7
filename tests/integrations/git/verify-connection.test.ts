import { once } from "node:events";
import { createServer } from "node:net";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openApiFetch } from "@/server/integrations/git/api-fetch";
import { OperatorHost, toGitHost } from "@/server/integrations/git/hosts";
import { parseRepositoryUrl } from "@/server/integrations/git/repository-url";
import type { GitCredential } from "@/server/integrations/git/session";
import { verifyCommands } from "@/server/integrations/git/verify-commands";
import { type VerifyOptions, verifyConnection } from "@/server/integrations/git/verify-connection";
import type { VerifyStep } from "@/server/integrations/git/verify-step";
import { type HttpsGitHost, startHttpsGitHost } from "@/tests/support/https-git-host";
import { foreignCommit, plainGit } from "@/tests/support/plain-git";
import { keyPair, type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";

type Change = Partial<VerifyOptions> & { credential?: GitCredential };

async function run(address: string, credential: GitCredential, change: Change): Promise<Record<string, VerifyStep>> {
  const { hostname, port } = new URL(address);
  const entry = { host: hostname, ssh: { port: Number(port) }, https: { port: Number(port) }, allowPrivate: true };
  const host = change.host ?? toGitHost(OperatorHost.parse(entry));
  const parsed = parseRepositoryUrl(address, { hosts: [host] });
  if (!parsed.ok) throw new Error(parsed.problem.code);
  const api = openApiFetch({ allowPrivate: true, caBundle: change.caBundle });
  const options: VerifyOptions = {
    url: parsed.url,
    host,
    branch: "main",
    token: credential.kind === "token" ? credential.token : null,
    knownHosts: "",
    writeSkipped: null,
    fetch: api.fetch,
    git: (addresses) =>
      verifyCommands({
        credential: change.credential ?? credential,
        remote: parsed.url.remote,
        knownHosts: change.knownHosts ?? "",
        ...(change.caBundle ? { caBundle: change.caBundle } : {}),
        addresses,
        kind: host.kind,
        committer: { name: "Tributary", email: "sync@tributary.test" },
        fetch: api.fetch,
      }),
    ...change,
  };
  const steps: Record<string, VerifyStep> = {};
  for await (const step of verifyConnection(options)) steps[step.step] = step;
  await api.close();
  return steps;
}

function statuses(steps: Record<string, VerifyStep>): string {
  return Object.values(steps)
    .map(({ step, status, failure }) => `${step}:${failure ? `${status}(${failure.class})` : status}`)
    .join(" ");
}

describe("testing a connection over SSH", () => {
  let host: SshGitHost;
  beforeAll(async () => {
    host = await startSshGitHost();
    return () => host.close();
  });
  beforeEach(() => {
    Object.assign(host.faults, { rejectPushes: null, readOnly: null, delayMs: 0, dropAfterBytes: null });
  });

  const test = (change: Change = {}) =>
    run(host.url, { kind: "ssh-key", privateKey: host.privateKey }, { knownHosts: host.hostKeyLine, ...change });

  it("passes every step on an empty repository, and leaves nothing there", async () => {
    const steps = await test();
    expect(statuses(steps)).toBe(
      "resolve:ok reach:ok host-key:ok authenticate:ok read:ok write:ok branch-protection:inconclusive",
    );
    expect(steps.read?.detail).toContain("empty");
    expect(plainGit(host.repositoryDir, ["for-each-ref"])).toBe("");
  });

  it("says where the branch is, or that it is yet to come, and removes what an earlier test left", async () => {
    const tip = foreignCommit(host.repositoryDir, { "a.txt": "a" });
    plainGit(host.repositoryDir, ["update-ref", "refs/heads/tributary-check/0123456789abcdef01", tip]);
    const steps = await test();
    expect(steps.read).toMatchObject({ status: "ok", detail: expect.stringContaining(tip.slice(0, 10)) });
    expect(plainGit(host.repositoryDir, ["for-each-ref", "--format=%(refname)"])).toBe("refs/heads/main");
    expect((await test({ branch: "elsewhere" })).read).toMatchObject({
      status: "warning",
      remedy: expect.stringContaining("main"),
    });
  });

  it("shows an unknown host key for confirmation, and sends nothing to that server", async () => {
    const steps = await test({ knownHosts: "" });
    expect(statuses(steps)).toContain(
      "host-key:failed(host-key-unknown) authenticate:skipped read:skipped write:skipped",
    );
    expect(steps["host-key"]?.shownKeys?.map((key) => key.knownHostsLine.trim())).toEqual([host.hostKeyLine]);
    const confirmed = steps["host-key"]?.shownKeys?.map((key) => key.knownHostsLine).join("") ?? "";
    expect((await test({ knownHosts: confirmed })).write?.status).toBe("ok");
  });

  it("stops at a changed or revoked host key", async () => {
    const other = `${host.hostKeyLine.split(" ")[0]} ${keyPair().publicLine}`;
    expect(statuses(await test({ knownHosts: other }))).toContain(
      "host-key:failed(host-key-changed) authenticate:skipped",
    );
    const revoked = `${host.hostKeyLine}\n@revoked ${host.hostKeyLine}`;
    expect(statuses(await test({ knownHosts: revoked }))).toContain("host-key:failed(host-key-changed)");
  });

  it("names a key that the host does not know", async () => {
    const steps = await test({ credential: { kind: "ssh-key", privateKey: keyPair().privateKey } });
    expect(statuses(steps)).toContain("authenticate:failed(auth-bad-key) read:skipped write:skipped");
  });

  it("names a repository that is not there, although the key is accepted", async () => {
    const steps = await run(
      host.url.replace("shop", "nope"),
      { kind: "ssh-key", privateKey: host.privateKey },
      { knownHosts: host.hostKeyLine },
    );
    expect(statuses(steps)).toContain("authenticate:ok read:failed(repository-not-found) write:skipped");
  });

  it("tells a read-only key from a rule that may only concern the trial branch", async () => {
    host.faults.readOnly = "ERROR: The key you are authenticating with has been marked as read only.";
    expect(statuses(await test())).toContain("read:ok write:failed(deploy-key-read-only)");
    host.faults.readOnly = null;
    host.faults.rejectPushes = "GitLab: Branch name 'x' does not follow the pattern '^main$'";
    const steps = await test();
    expect(statuses(steps)).toContain("write:inconclusive(hook-rejected)");
    expect(steps.write?.failure?.hostWords).toContain("does not follow the pattern");
  });

  it("leaves the repository alone when writing is not to be tried", async () => {
    expect((await test({ writeSkipped: "Switched off." })).write).toMatchObject({
      status: "skipped",
      detail: "Switched off.",
    });
  });

  it("says that nobody answers, that an address is private, and that a name is unknown", async () => {
    const free = createServer().listen(0, "127.0.0.1");
    await once(free, "listening");
    const { port } = free.address() as { port: number };
    free.close();
    await once(free, "close");
    const key: GitCredential = { kind: "ssh-key", privateKey: host.privateKey };
    expect(statuses(await run(`ssh://git@127.0.0.1:${port}/a/b`, key, {}))).toContain(
      "resolve:ok reach:failed(connection-refused) host-key:skipped",
    );
    const strict = toGitHost(OperatorHost.parse({ host: "127.0.0.1", ssh: { port: host.port } }));
    const refused = await test({ host: strict });
    expect(refused.resolve).toMatchObject({ status: "failed", remedy: expect.stringContaining("operator") });
    const nowhere = await run("ssh://git@git.acme.test:2222/a/b", key, { resolve: async () => [] });
    expect(statuses(nowhere)).toContain("resolve:failed(dns) reach:skipped");
  });
});

describe("testing a connection over HTTPS", () => {
  let host: HttpsGitHost;
  beforeAll(async () => {
    host = await startHttpsGitHost();
    host.tokens.set("reader", "read").set("writer", "write");
    return () => host.close();
  });
  beforeEach(() => {
    Object.assign(host.faults, { redirectTo: null, answer: null, delayMs: 0 });
  });

  const test = (token: string, change: Change = {}) =>
    run(host.url, { kind: "token", username: "bot", token }, { caBundle: host.ca, ...change });

  it("passes every step with a token that may write", async () => {
    expect(statuses(await test("writer"))).toBe(
      "resolve:ok reach:ok certificate:ok authenticate:ok read:ok write:ok branch-protection:inconclusive",
    );
    expect(plainGit(host.repositoryDir, ["for-each-ref"])).toBe("");
  });

  it("names a wrong token and one that may only read, in the host's words", async () => {
    const wrong = await test("nobody-knows");
    expect(statuses(wrong)).toContain("authenticate:failed(auth-bad-token) read:skipped");
    expect(JSON.stringify(wrong)).not.toContain("nobody-knows");
    const reader = await test("reader");
    expect(statuses(reader)).toContain("read:ok write:failed(token-lacks-scope)");
    expect(reader.write?.failure?.hostWords).toContain("Write access to repository not granted.");
  });

  it("sends no token to a server whose certificate nobody vouches for", async () => {
    const before = host.requests.length;
    const steps = await run(host.url, { kind: "token", username: "bot", token: "writer" }, {});
    expect(statuses(steps)).toContain("certificate:failed(tls-untrusted) authenticate:skipped");
    expect(host.requests.length).toBe(before);
  });

  it("does not take a web page for an empty repository", async () => {
    host.faults.answer = { status: 200, text: "<html>Please sign in</html>", type: "text/html" };
    const steps = await test("writer");
    expect(steps.read?.status === "failed" || steps.authenticate?.status === "failed").toBe(true);
    expect(steps.write?.status).toBe("skipped");
  });

  it("does not follow a redirect with the token", async () => {
    const other = await startHttpsGitHost();
    host.faults.redirectTo = other.origin;
    const steps = await test("writer");
    expect(statuses(steps)).toContain("(redirect)");
    expect(other.requests).toEqual([]);
    await other.close();
  });
});
