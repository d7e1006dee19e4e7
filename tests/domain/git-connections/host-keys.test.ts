import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { showHostKeys } from "@/server/domain/git-connections/describe-git";
import { getGitConnection } from "@/server/domain/git-connections/get-git-connection";
import { testGitConnection } from "@/server/domain/git-connections/test-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { addSource, gitWorld, page, productDatabase, remoteLog, rename, work } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { keyPair } from "@/tests/support/ssh-git-host";

const world = await gitWorld();
const { db } = await productDatabase();
const { host } = world;
const git = createGitGateway();
const service = "127.0.0.1";

/** The operator allows the host and says nothing of its keys. */
const withoutKnownHosts = { host: service, ssh: { port: host.port }, https: false, allowPrivate: true };
const declare = (entry: object) => writeFileSync(join(world.dataDir, "hosts.json"), JSON.stringify([entry]));
beforeAll(() => declare(withoutKnownHosts));

async function connection(ctx: Ctx, confirmedHostKeys: string[] = []): Promise<string> {
  const { privateKey } = host;
  const input = { method: "ssh-key", name: "Team Git", service, privateKey, confirmedHostKeys } as const;
  return (await createGitConnection(ctx, git, { ...input, confirmedHostKeys })).id;
}

const test = async (ctx: Ctx, id: string) => {
  const { steps } = await testGitConnection(ctx, git, { id, url: host.url, branch: "main", purpose: "write" });
  return steps.find(({ step }) => step === "host-key");
};

const linesOf = (keys: readonly { knownHostsLine: string }[] = []) => keys.map((key) => key.knownHostsLine.trim());

describe("a host whose keys nobody has confirmed", () => {
  it("shows them and is not signed in to; confirmed once, only they are accepted", async () => {
    const { ctx } = await freshWorkspace(db);
    const id = await connection(ctx);
    const unknown = await test(ctx, id);
    expect(unknown).toMatchObject({ status: "failed", failure: { class: "host-key-unknown" } });
    expect(linesOf(unknown?.shownKeys)).toEqual([host.hostKeyLine]);
    expect(linesOf(await showHostKeys(ctx, git, service))).toEqual([host.hostKeyLine]);
    await updateGitConnection(ctx, git, { id, confirmedHostKeys: [host.hostKeyLine] });
    expect(await test(ctx, id)).toMatchObject({ status: "ok" });
  });

  it("that shows another key later is not pushed to until a person accepts it; then what waited goes on", async () => {
    const { ctx } = await freshWorkspace(db);
    const id = await connection(ctx, [host.hostKeyLine]);
    await setUpGitSync(ctx, git, { connectionId: id, url: host.url, branch: "hosts", path: "" });
    const source = await addSource(ctx, "shop");
    await work(ctx);
    await host.down();
    await host.up({ newHostKey: true });
    await rename(ctx, source.id, "Behind another key");
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 1, failure: { class: "host-key-changed" } });
    const changed = await test(ctx, id);
    expect(changed?.detail).toContain("another host key than the one we keep");
    await updateGitConnection(ctx, git, { id, confirmedHostKeys: linesOf(changed?.shownKeys) });
    expect(await getGitConnection(ctx, id)).toMatchObject({ health: "unknown", failure: null });
    await work(ctx);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, connection: { health: "ok" } });
    expect(remoteLog(world, "hosts").at(-1)?.trailers["Tributary-Change"]).toBe("2");
  });
});

describe("a host whose keys are known to the product or its operator", () => {
  it("offers no key for confirmation, whatever it shows", async () => {
    declare({ ...withoutKnownHosts, knownHostsPath: join(world.dataDir, "known_hosts") });
    onTestFinished(() => declare(withoutKnownHosts));
    const { ctx } = await freshWorkspace(db);
    const id = await connection(ctx);
    writeFileSync(join(world.dataDir, "known_hosts"), `[${service}]:${host.port} ${keyPair().publicLine}\n`);
    expect(await test(ctx, id)).toMatchObject({ failure: { class: "host-key-changed" }, shownKeys: [] });
  });

  it("takes no key from a person", async () => {
    const { ctx } = await freshWorkspace(db);
    const line = `github.com ${keyPair().publicLine}`;
    const refused = { code: "invalid", fields: [{ path: "confirmedHostKeys" }] };
    const key = { method: "ssh-key", name: "GitHub", service: "github.com", privateKey: host.privateKey } as const;
    await expect(createGitConnection(ctx, git, { ...key, confirmedHostKeys: [line] })).rejects.toMatchObject(refused);
    const { id } = await createGitConnection(ctx, git, { ...key, confirmedHostKeys: [] });
    await expect(updateGitConnection(ctx, git, { id, confirmedHostKeys: [line] })).rejects.toMatchObject(refused);
  });
});
