import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { connectionSecret } from "@/server/domain/git-connections/connection-secret";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { generateKey, listServices, previewCredential } from "@/server/domain/git-connections/describe-git";
import { getGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { listGitConnections } from "@/server/domain/git-connections/list-git-connections";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import { testGitConnection } from "@/server/domain/git-connections/test-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { plainGit } from "@/tests/support/plain-git";
import { keyPair } from "@/tests/support/ssh-git-host";

const world = await gitWorld();
const { db } = await productDatabase();
const git = createGitGateway();

const addKey = (ctx: Ctx, name: string, privateKey = world.host.privateKey) =>
  createGitConnection(ctx, git, { method: "ssh-key", name, service: "127.0.0.1", privateKey, confirmedHostKeys: [] });
const githubToken = `github_pat_11ABCDEFG0${"aB3".repeat(24)}`;
const addToken = (ctx: Ctx, name: string, token = githubToken) =>
  createGitConnection(ctx, git, { method: "token", name, service: "github.com", username: null, token });

describe("a connection", () => {
  it("shows its public half and fingerprint, never its private key", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addKey(ctx, "Deploy key");
    const shown = await getGitConnection(ctx, id);
    expect(shown).toMatchObject({ name: "Deploy key", method: "ssh-key", health: "unknown", usedBy: [] });
    expect(shown.publicKey).toMatch(/^ssh-ed25519 /);
    expect(shown.fingerprint).toMatch(/^SHA256:/);
    expect(JSON.stringify([shown, await listGitConnections(ctx)])).not.toContain("PRIVATE KEY");
  });

  it("keeps its secret encrypted, for its own row only, and out of the audit trail", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addToken(ctx, "Token");
    const row = await db.gitConnection.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.secretCiphertext).toString("latin1")).not.toContain("github_pat");
    expect(connectionSecret(row)).toBe(githubToken);
    expect(() => connectionSecret({ ...row, id: "another" })).toThrow();
    expect(row.secretHint).toBe("••••••••••aB3".replace("aB3", githubToken.slice(-4)));
    const audits = await db.auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(JSON.stringify(audits)).not.toContain(githubToken.slice(0, 20));
    expect(audits.map(({ type }) => type)).toEqual(["Git Connection Created"]);
  });

  it("takes a new secret, a new name, or only one of them", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addKey(ctx, "Old");
    const before = await getGitConnection(ctx, id);
    await updateGitConnection(ctx, git, { id, name: "New" });
    expect(await getGitConnection(ctx, id)).toMatchObject({ name: "New", fingerprint: before.fingerprint });
    const next = keyPair();
    await updateGitConnection(ctx, git, { id, secret: next.privateKey });
    expect(await getGitConnection(ctx, id)).toMatchObject({
      name: "New",
      publicKey: expect.stringContaining(next.publicLine),
    });
  });

  it.each([
    ["no key at all", "hello"],
    ["a public key", keyPair().publicLine],
    ["half a key", keyPair().privateKey.slice(0, 120)],
  ])("is refused with %s, at its field", async (_, privateKey) => {
    const { ctx } = await freshWorkspace(db);
    await expect(addKey(ctx, "Bad", privateKey)).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path: "privateKey" }],
    });
    expect(await listGitConnections(ctx)).toEqual([]);
  });

  it("is refused with a host that is not offered, a token of another host, and a name that is taken", async () => {
    const { ctx } = await freshWorkspace(db);
    await expect(
      createGitConnection(ctx, git, {
        method: "token",
        name: "x",
        service: "evil.example",
        username: null,
        token: "t",
      }),
    ).rejects.toMatchObject({ fields: [{ path: "service" }] });
    await expect(addToken(ctx, "x", `glpat-${"x".repeat(20)}`)).rejects.toMatchObject({ fields: [{ path: "token" }] });
    await addKey(ctx, "Same");
    await expect(addKey(ctx, "Same")).rejects.toMatchObject({ code: "conflict", fields: [{ path: "name" }] });
    await addKey((await freshWorkspace(db)).ctx, "Same");
  });
});

describe("testing a connection", () => {
  it("tells each step with its time, keeps the result as health, and leaves nothing in the repository", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addKey(ctx, "Works");
    const tested = await testGitConnection(ctx, git, { id, url: world.host.url, branch: "main", purpose: "write" });
    expect(tested.ok).toBe(true);
    const steps = tested.steps.map(({ step }) => step);
    expect(steps).toEqual(expect.arrayContaining(["resolve", "reach", "host-key", "authenticate", "read", "write"]));
    for (const name of ["host-key", "authenticate", "write"]) {
      expect(tested.steps.find(({ step }) => step === name)?.ms, name).toBeGreaterThan(0);
    }
    expect(await getGitConnection(ctx, id)).toMatchObject({ health: "ok", failure: null, lastTest: tested.steps });
    expect(plainGit(world.host.repositoryDir, ["for-each-ref"])).toBe("");
  });

  it("stops at the first step that fails, with the host's words and a remedy", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addKey(ctx, "Stranger", keyPair().privateKey);
    const tested = await testGitConnection(ctx, git, { id, url: world.host.url, branch: "main", purpose: "write" });
    const last = tested.steps.find(({ status }) => status === "failed");
    expect(tested.ok).toBe(false);
    expect(last).toMatchObject({
      step: "authenticate",
      failure: { hostWords: expect.stringContaining("Permission denied") },
    });
    expect((await getGitConnection(ctx, id)).health).toBe("failing");
  });

  it.each([
    ["an option", "--upload-pack=touch /tmp/x", "main", "url"],
    ["another transport", "ext::sh -c id", "main", "url"],
    ["a file", "file:///etc/passwd", "main", "url"],
    ["another host", "ssh://git@evil.example/a.git", "main", "url"],
    ["credentials", "https://user:pass@127.0.0.1/a.git", "main", "url"],
    ["a branch that is an option", "", "--force", "branch"],
    ["a branch that climbs", "", "../main", "branch"],
  ])("refuses %s at its field", async (_, url, branch, path) => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addKey(ctx, "Key");
    const attempt = testGitConnection(ctx, git, { id, url: url || world.host.url, branch, purpose: "write" });
    await expect(attempt).rejects.toMatchObject({ code: "invalid", fields: [{ path }] });
  });
});

it("only owners see and manage connections, and only their workspace's", async () => {
  const { ctx, as, nobody } = await freshWorkspace(db);
  const { id } = await addKey(ctx, "Mine");
  const { ctx: other } = await freshWorkspace(db);
  const attempts = (who: Ctx) => [
    () => getGitConnection(who, id),
    () => removeGitConnection(who, id),
    () => updateGitConnection(who, git, { id, name: "Stolen" }),
    () => testGitConnection(who, git, { id, url: world.host.url, branch: "main", purpose: "read" }),
  ];
  for (const attempt of attempts(other)) await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
  for (const who of [as("Workspace Member"), nobody]) {
    for (const attempt of attempts(who)) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    await expect(listGitConnections(who)).rejects.toMatchObject({ code: "forbidden" });
    await expect(addKey(who, "x")).rejects.toMatchObject({ code: "forbidden" });
    for (const ask of [
      () => listServices(who, git),
      () => generateKey(who, git),
      () =>
        previewCredential(who, git, {
          method: "token",
          service: "github.com",
          username: null,
          secret: "x",
          purpose: "read",
        }),
    ]) {
      expect(ask).toThrow();
    }
  }
  await removeGitConnection(ctx, id);
  expect(await listGitConnections(ctx)).toEqual([]);
});

it("deleted twice at once is deleted once, and gone for the other", async () => {
  const { ctx } = await freshWorkspace(db);
  const { id } = await addToken(ctx, "Twice");
  const both = await Promise.allSettled([removeGitConnection(ctx, id), removeGitConnection(ctx, id)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "not-found" } });
});
