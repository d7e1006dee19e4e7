import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fetchBranch, listRemote } from "@/server/integrations/git/fetch";
import { pushBranch } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { type GitSessionOptions, withGitSession } from "@/server/integrations/git/session";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, httpsSession, resourceFiles } from "@/tests/integrations/git-engine/support";
import { type HttpsGitHost, startHttpsGitHost } from "@/tests/support/https-git-host";
import { plainGit, tipOf } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";
import { makeAuthority } from "@/tests/support/tls";

const authority = makeAuthority();
let host: HttpsGitHost;
let other: HttpsGitHost;
beforeAll(async () => {
  host = await startHttpsGitHost({ authority });
  other = await startHttpsGitHost({ authority, host: "127.0.0.1" });
  host.tokens.set("writer-token", "write").set("reader-token", "read");
  other.tokens.set("writer-token", "write");
});
afterAll(async () => {
  await host.close();
  await other.close();
});
beforeEach(() => {
  for (const one of [host, other]) {
    Object.assign(one.faults, { redirectTo: null, answer: null, delayMs: 0 });
    one.requests.length = 0;
  }
  if (tipOf(host.repositoryDir)) plainGit(host.repositoryDir, ["update-ref", "-d", "refs/heads/main"]);
});

async function pushFiles(options: GitSessionOptions, count = 3) {
  return withCache(await tempDir(), async (cache) => {
    const [commit = ""] = await writeEdits(cache, { parent: null, commits: [commitOf(resourceFiles(count))] });
    const push = await withGitSession(options, (session) =>
      pushBranch(session, cache, { branch: "main", commit, expected: null }),
    );
    return { commit, push };
  });
}

async function wordsOf(options: GitSessionOptions): Promise<string> {
  return withGitSession(options, async (session) => {
    const listed = await listRemote(session);
    return listed.kind === "failed" ? listed.result.stderr || listed.result.ending : "listed";
  });
}

test("a token pushes thousands of files and fetches them back", async () => {
  const { commit, push } = await pushFiles(httpsSession(host, "writer-token"), 3000);
  expect(push.kind).toBe("pushed");
  await withCache(await tempDir(), async (cache) => {
    const fetched = await withGitSession(httpsSession(host, "reader-token"), (session) =>
      fetchBranch(session, cache, "main"),
    );
    expect(fetched).toMatchObject({ kind: "fetched", tip: commit });
    expect(plainGit(cache.gitDir, ["ls-tree", "-r", "--name-only", commit]).split("\n")).toHaveLength(3000);
  });
});

test("a token that may only read is told so by the host", async () => {
  const { push } = await pushFiles(httpsSession(host, "reader-token"));
  expect(push.kind === "failed" && push.result.stderr).toContain("The requested URL returned error: 403");
});

test("a wrong token is an authentication failure, not a question at a terminal", async () => {
  expect(await wordsOf(httpsSession(host, "revoked"))).toContain("Authentication failed for");
});

test("a redirect to another host is not followed, and the other host never sees the token", async () => {
  host.faults.redirectTo = other.origin;
  expect(await wordsOf(httpsSession(host, "writer-token"))).toContain("The requested URL returned error: 302");
  expect(other.requests).toEqual([]);
});

test("the token is not handed to another host that asks for one", async () => {
  await withGitSession(httpsSession(host, "writer-token"), async (session) => {
    const result = await session.git(["ls-remote", other.url]);
    expect(result.exitCode).toBe(128);
    expect(result.stderr).toContain("terminal prompts disabled");
  });
  expect(other.requests.length).toBeGreaterThan(0);
  expect(other.requests.every((request) => request.authorization === null)).toBe(true);
});

test("the token of one port is not handed to another port of the same name", async () => {
  await withGitSession(httpsSession(host, "writer-token"), async (session) => {
    await session.git(["ls-remote", other.url.replace("127.0.0.1", "localhost")]);
  });
  expect(other.requests.length).toBeGreaterThan(0);
  expect(other.requests.every((request) => request.authorization === null)).toBe(true);
});

test("an unknown authority, a wrong name and an expired certificate are refused", async () => {
  expect(await wordsOf({ ...httpsSession(host, "writer-token"), caBundle: undefined })).toMatch(/certificate/);
  const expired = { names: ["localhost"], validTo: new Date(Date.now() - 3_600_000) };
  for (const certificate of [{ names: ["elsewhere.example"] }, expired]) {
    const bad = await startHttpsGitHost({ authority, certificate });
    bad.tokens.set("writer-token", "write");
    expect(await wordsOf(httpsSession(bad, "writer-token"))).toMatch(/certificate/);
    expect(bad.requests).toEqual([]);
    await bad.close();
  }
});

test("answers that are no Git are failures with the status the host gave", async () => {
  host.faults.answer = { status: 503, text: "maintenance" };
  expect(await wordsOf(httpsSession(host, "writer-token"))).toContain("503");
  host.faults.answer = { status: 429, text: "too many requests" };
  expect((await pushFiles(httpsSession(host, "writer-token"))).push.kind).toBe("failed");
});

test("a host that never answers is ended at the time limit", async () => {
  host.faults.delayMs = 20_000;
  expect(await wordsOf({ ...httpsSession(host, "writer-token"), timeoutMs: 600 })).toBe("timeout");
});

test("a pinned address is used instead of a look-up", async () => {
  const remote = host.url.replace("localhost", "git.tributary.invalid");
  const named = await startHttpsGitHost({ authority, certificate: { names: ["git.tributary.invalid"] } });
  named.tokens.set("writer-token", "write");
  const options = { ...httpsSession(named, "writer-token"), remote: remote.replace(`:${host.port}`, `:${named.port}`) };
  expect(await wordsOf(options)).toContain("Could not resolve host");
  expect(await wordsOf({ ...options, addresses: ["127.0.0.1"] })).toBe("listed");
  await named.close();
});
