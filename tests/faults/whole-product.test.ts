import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { openDatabase } from "@/server/db";
import { addSource, gitWorld, page, rename, setUpOn } from "@/tests/domain/git-sync/world";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { expectWhole, found } from "./support";

const world = await gitWorld();
const dataDir = await makeTempDir();
let product = await startProduct();
const opened = openDatabase(product.url, 4);
Object.assign(globalThis, { tributaryDatabase: opened });
const { db } = opened;

afterAll(async () => {
  await opened.close();
  await killAll();
  await removeDir(dataDir);
});

async function startProduct(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const script = join(import.meta.dirname, "product.ts");
  const settings = { TRIBUTARY_DATA_DIR: dataDir, DATABASE_URL: "", TRIBUTARY_SAMPLE: "off" };
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  if (!child.stdout) throw new Error("The product has no output.");
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith("ready ")) return { child, url: line.slice("ready ".length) };
  }
  throw new Error("The product ended instead of starting.");
}

/** `kill -9` of everything at once: the database, the executor, and the git processes that they started. */
async function killAll(): Promise<void> {
  const { child } = product;
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  process.kill(-child.pid, "SIGKILL");
  await gone;
}

async function settled(ctx: Ctx): Promise<void> {
  const done = { pending: 0, activeRunId: null, failure: null };
  // A query may meet the database while it starts: then it is asked again.
  const read = () => page(ctx).catch(() => null);
  await expect.poll(read, { timeout: 110_000, interval: 100 }).toMatchObject(done);
}

/** Times after a saved edit; with a host that takes its time they fall into every phase of a push and after it. */
const killedAfterMs = [0, 60, 150, 300, 500, 900];

it("the whole product killed again and again while it pushes: every saved edit has one commit, in order", async () => {
  const { ctx, branch } = await setUpOn(db, world);
  await settled(ctx);
  const { id } = await addSource(ctx, "shop");
  await settled(ctx);
  world.host.faults.delayMs = 100;
  for (const [n, ms] of killedAfterMs.entries()) {
    for (const edition of ["a", "b"]) await rename(ctx, id, `Name ${n}${edition}`);
    await pause(ms);
    await killAll();
    product = await startProduct();
    expect(product.url).toBe(opened.pool.options.connectionString);
    // Connections of the killed database are found dead by their next use.
    await db.workspace.count().catch(() => undefined);
    if (n % 2 === 1) await settled(ctx);
  }
  world.host.faults.delayMs = 0;
  await settled(ctx);
  await expectWhole(ctx, world, branch, 1);
  found("kill -9 of the whole product, six times", "12 edits, 12 commits, in order");
});
