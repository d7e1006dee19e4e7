import { describe, expect, it } from "vitest";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import { updateGitConnection } from "@/server/domain/git-connections/update-git-connection";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { updateGitSync } from "@/server/domain/git-sync/update-git-sync";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { tipOf } from "@/tests/support/plain-git";
import { keyPair } from "@/tests/support/ssh-git-host";
import { anotherConnection, anyBranch, db, git, host, inputOf, lockOut, subjects, world } from "./update-world";
import { afterPush, connect, lastRun, page, remoteLog, rename, syncedWorkspace, work } from "./world";

describe("given while Git Sync is at work", () => {
  it.each(["another connection", "a new secret"])(
    "%s, while the old one is being refused: the refusal does not stop the new one",
    async (what) => {
      const synced = await syncedWorkspace(db, world);
      const { ctx, branch, connectionId, sourceIds } = synced;
      const next = keyPair();
      host.authorizedKeys.push(next.publicLine);
      const other = await connect(ctx, world, next.privateKey);
      const real = createSyncGit();
      const meanwhile: typeof real = {
        ...real,
        withRemote: (target, fn) =>
          real.withRemote(target, async (remote) => {
            if (what === "a new secret")
              await updateGitConnection(ctx, git, { id: connectionId, secret: next.privateKey });
            else await updateGitSync(ctx, git, inputOf(synced, { connectionId: other }));
            return fn(remote);
          }),
      };
      lockOut();
      await rename(ctx, sourceIds[0] ?? "", "Twice");
      await syncWorkspace({ db, git: meanwhile }, ctx.workspace.id);
      expect(await page(ctx)).toMatchObject({ pending: 1, failure: null });
      await work(ctx);
      expect(subjects(branch)).toEqual(["Full", "Source"]);
      expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null });
    },
  );

  it("another connection, in the middle of a push, and the old one removed: what was pushed counts, and nothing fails", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, branch, connectionId, sourceIds } = synced;
    const other = await anotherConnection(ctx);
    const meanwhile = afterPush(async () => {
      await updateGitSync(ctx, git, inputOf(synced, { connectionId: other }));
      await removeGitConnection(ctx, connectionId);
    });
    await rename(ctx, sourceIds[0] ?? "", "Last words");
    await syncWorkspace({ db, git: meanwhile }, ctx.workspace.id);
    expect(subjects(branch)).toEqual(["Full", "Source"]);
    expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, tip: tipOf(host.repositoryDir, branch) });
    expect(await lastRun(ctx)).toMatchObject({ trigger: "change", status: "succeeded" });
  });

  it("another place, in the middle of a push to the old one: that push counts for nothing here", async () => {
    const synced = await syncedWorkspace(db, world);
    const { ctx, sourceIds } = synced;
    const branch = anyBranch();
    const interrupted = afterPush(() => updateGitSync(ctx, git, inputOf(synced, { branch })));
    await rename(ctx, sourceIds[0] ?? "", "Last words");
    await syncWorkspace({ db, git: interrupted }, ctx.workspace.id);
    expect(await page(ctx)).toMatchObject({ branch, tip: null, failure: null });
    await work(ctx);
    expect(subjects(branch)).toEqual(["Full"]);
    expect(remoteLog(world, branch)[0]?.trailers["Tributary-Through"]).toBe("3");
  });
});
