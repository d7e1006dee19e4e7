import { expect, it } from "vitest";
import type { Db } from "@/server/core/ctx";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { gitWorld, productDatabase, rename, syncedWorkspace } from "./world";

const world = await gitWorld();
const { db } = await productDatabase();

/** The database, with a note of when a run's progress begins to be saved and when it is. */
function watched(note: (what: string) => void): Db {
  const updateMany = async (...args: Parameters<Db["gitSyncRun"]["updateMany"]>) => {
    note("saving");
    const result = await db.gitSyncRun.updateMany(...args);
    note("saved");
    return result;
  };
  const gitSyncRun = new Proxy(db.gitSyncRun, {
    get: (target, name) => (name === "updateMany" ? updateMany : Reflect.get(target, name)),
  });
  return new Proxy(db, { get: (target, name) => (name === "gitSyncRun" ? gitSyncRun : Reflect.get(target, name)) });
}

it("a run's progress is saved while its work takes long, and not any more once that has ended", async () => {
  const { ctx, sourceIds } = await syncedWorkspace(db, world);
  await rename(ctx, sourceIds[0] ?? "", "Slowly");
  const notes: string[] = [];
  // The remote is done with as soon as progress begins to be saved.
  let done = () => {};
  const withRemote = () => new Promise<never>((resolve) => (done = resolve as () => void));
  const slow = watched((what) => {
    notes.push(what);
    done();
  });
  await syncWorkspace({ db: slow, git: { ...createSyncGit(), withRemote } }, ctx.workspace.id);
  notes.push("ended");
  expect(notes).toEqual(["saving", "saved", "ended"]);
});
