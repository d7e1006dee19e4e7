import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { findWaitingWorkspaces } from "@/server/domain/git-sync/find-waiting-workspaces";
import { retrySync } from "@/server/domain/git-sync/retry-run";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { env } from "@/server/env";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { addSource, lastRun, page, productDatabase, remoteLog, rename, work } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { startHttpsGitHost } from "@/tests/support/https-git-host";
import { expectWhole, found } from "./support";

const { db } = await productDatabase();
const host = await startHttpsGitHost();
const world = { host };
const git = createGitGateway();
afterAll(() => host.close());

const dataDir = env().TRIBUTARY_DATA_DIR;
const caBundlePath = join(dataDir, "ca.pem");
writeFileSync(caBundlePath, host.ca);
const entry = { host: "localhost", ssh: false, https: { port: host.port }, caBundlePath, allowPrivate: true };
writeFileSync(join(dataDir, "hosts.json"), JSON.stringify([entry]));

const newToken = () => `token-${randomBytes(12).toString("hex")}`;

/** A workspace that pushes over HTTPS with a token of its own; one change is in the repository. */
async function pushing() {
  const { ctx } = await freshWorkspace(db);
  const token = newToken();
  host.tokens.set(token, "write");
  const input = { method: "token", name: "By token", service: "localhost", username: "sync", token } as const;
  const { id: connectionId } = await createGitConnection(ctx, git, input);
  const branch = `t-${randomBytes(5).toString("hex")}`;
  await setUpGitSync(ctx, git, { connectionId, url: host.url, branch, path: "" });
  const { id } = await addSource(ctx, "shop");
  await work(ctx);
  await rename(ctx, id, "Pushed");
  await work(ctx);
  expect(remoteLog(world, branch)).toHaveLength(2);
  return { ctx, branch, token, connectionId, id };
}

it("a token revoked between two pushes: the changes wait, the host is left alone, a new token brings them in order", async () => {
  const { ctx, branch, token, connectionId, id } = await pushing();
  host.tokens.delete(token);
  for (const name of ["One", "Two"]) await rename(ctx, id, name);
  await work(ctx);
  const { failure, ...shown } = await page(ctx);
  expect(shown).toMatchObject({ pending: 2, retryAt: null, connection: { health: "failing" } });
  expect(failure).toMatchObject({ class: "auth-bad-token", accessLost: true });
  expect(failure?.hostWords).toContain("Invalid username or token");
  expect(failure?.remedy).toMatch(/create a new one/);
  expect(JSON.stringify([failure, await lastRun(ctx)])).not.toContain(token);
  const asked = host.requests.length;
  await work(ctx);
  expect(host.requests).toHaveLength(asked);
  expect(await findWaitingWorkspaces(db)).not.toContain(ctx.workspace.id);
  const next = newToken();
  host.tokens.set(next, "write");
  await updateGitConnection(ctx, git, { id: connectionId, secret: next });
  await work(ctx);
  await expectWhole(ctx, world, branch, 2);
  found("token revoked between two pushes", "2 changes wait, not tried again, 2 commits in order with a new token");
});

it("a token revoked while a push is under way: its change is pushed with the next one, once", async () => {
  const { ctx, branch, token, connectionId, id } = await pushing();
  host.faults.onRequest = ({ method }) => {
    if (method === "POST") host.tokens.delete(token);
  };
  onTestFinished(() => void Object.assign(host.faults, { onRequest: null }));
  await rename(ctx, id, "Midway");
  await work(ctx);
  expect(await page(ctx)).toMatchObject({ pending: 1, retryAt: null, failure: { class: "auth-bad-token" } });
  host.faults.onRequest = null;
  const next = newToken();
  host.tokens.set(next, "write");
  await updateGitConnection(ctx, git, { id: connectionId, secret: next });
  await work(ctx);
  await expectWhole(ctx, world, branch, 2);
  found("token revoked while a push is under way", "the change waits, one commit with a new token");
});

it("a token that may only read any more: the page says which right is missing, and Retry goes on", async () => {
  const { ctx, branch, token, id } = await pushing();
  host.tokens.set(token, "read");
  for (const name of ["One", "Two"]) await rename(ctx, id, name);
  await work(ctx);
  const { failure, pending } = await page(ctx);
  expect({ pending, class: failure?.class }).toEqual({ pending: 2, class: "token-lacks-scope" });
  expect(failure?.hostWords).toContain("Write access to repository not granted");
  host.tokens.set(token, "write");
  await retrySync(ctx);
  await work(ctx);
  await expectWhole(ctx, world, branch, 2);
  found("token lost the right to write", "2 changes wait, 2 commits in order");
});
