import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "@/server/db";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";
import { afterPush, gitWorld, page, rename, syncedWorkspace, work } from "@/tests/domain/git-sync/world";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { expectWhole, found } from "./support";

const world = await gitWorld();
const dir = await makeTempDir();
let postgres: EmbeddedPostgres = await startEmbeddedPostgres(dir);
await migrate(postgres.url, fileURLToPath(new URL("../../prisma/migrations", import.meta.url)));
const opened = openDatabase(postgres.url, 4);
Object.assign(globalThis, { tributaryDatabase: opened });
const { db } = opened;

afterAll(async () => {
  await opened.close();
  await postgres.stop();
  await removeDir(dir);
});

const restart = async (how: "stop" | "kill") => {
  if (how === "kill") {
    const gone = new Promise((resolve) => postgres.process.once("exit", resolve));
    postgres.process.kill("SIGKILL");
    await gone;
  }
  await postgres.stop();
  postgres = await startEmbeddedPostgres(dir);
};

it.each(["stop", "kill"] as const)(
  "the database goes (%s) after the push and before it is recorded: nothing is lost or repeated",
  async (how) => {
    const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
    await rename(ctx, sourceIds[0] ?? "", "Before");
    const interrupted = afterPush(() => restart(how));
    // Whether the first query after the restart fails or a new connection is taken: both are well.
    await work(ctx, interrupted).catch(() => undefined);
    await rename(ctx, sourceIds[1] ?? "", "After").catch(() => rename(ctx, sourceIds[1] ?? "", "After"));
    await db.gitSync.updateMany({
      where: { workspaceId: ctx.workspace.id, retryAt: { not: null } },
      data: { retryAt: new Date() },
    });
    await work(ctx);
    await expectWhole(ctx, world, branch, 3);
    found(`database restarted (${how}) between push and record`, "recognised and recorded once");
  },
);

it("a change that was acknowledged is there after the database was killed", async () => {
  const { ctx, branch, sourceIds } = await syncedWorkspace(db, world);
  for (let n = 0; n < 5; n++) await rename(ctx, sourceIds[0] ?? "", `Name ${n}`);
  await restart("kill");
  await db.workspace.count().catch(() => undefined);
  expect((await page(ctx)).pending).toBe(5);
  await work(ctx);
  await expectWhole(ctx, world, branch, 3);
  found("database killed after five saved changes", "all five there, all five pushed");
});
