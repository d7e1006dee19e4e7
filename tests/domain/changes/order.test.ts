import { describe, expect, it } from "vitest";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { addSource, productDatabase, rename } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();
const recordsOf = (workspaceId: string) =>
  db.changeRecord.findMany({ where: { workspaceId }, orderBy: { seq: "asc" } });

describe("change records", () => {
  it("of many edits at once are numbered without gaps, each with an audit event of its own", async () => {
    const { ctx } = await freshWorkspace(db);
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) ids.push((await addSource(ctx, `s${n}`)).id);
    await Promise.all(Array.from({ length: 20 }, (_, n) => rename(ctx, ids[n % 4] ?? "", `Name ${n}`)));
    const records = await recordsOf(ctx.workspace.id);
    expect(records.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 24 }, (_, n) => n + 1));
    const audits = await db.auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(new Set(records.map(({ auditEventId }) => auditEventId))).toEqual(new Set(audits.map(({ id }) => id)));
  });

  it("of one resource fit together: each begins where the one before it ended", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addSource(ctx, "web");
    await Promise.all([
      ...Array.from({ length: 6 }, (_, n) => rename(ctx, id, `Name ${n}`)),
      ...Array.from({ length: 6 }, (_, n) => updateResource(ctx, { kind: "source", id, changes: { settings: { n } } })),
    ]);
    await removeResource(ctx, { kind: "source", id });
    const records = await recordsOf(ctx.workspace.id);
    for (const [index, record] of records.entries()) expect(record.before).toEqual(records[index - 1]?.after ?? null);
    expect(records.at(-1)).toMatchObject({ verb: "deleted", after: null });
  });

  it("are not written when the change is refused in the end, and leave no gap", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addSource(ctx, "web");
    await addSource(ctx, "taken");
    await expect(updateResource(ctx, { kind: "source", id, changes: { slug: "taken" } })).rejects.toMatchObject({
      code: "conflict",
    });
    await rename(ctx, id, "After");
    expect((await recordsOf(ctx.workspace.id)).map(({ seq }) => Number(seq))).toEqual([1, 2, 3]);
  });

  it("and the audit trail cannot be rewritten", async () => {
    const { ctx } = await freshWorkspace(db);
    await addSource(ctx, "web");
    const where = { workspaceId: ctx.workspace.id };
    await expect(db.auditEvent.updateMany({ where, data: { actorLabel: "somebody else" } })).rejects.toThrow(
      /append-only/,
    );
    await expect(db.auditEvent.deleteMany({ where })).rejects.toThrow(/append-only/);
    expect(await db.auditEvent.count({ where })).toBe(1);
  });

  it("wake Git Sync once until it has looked", async () => {
    const { ctx } = await freshWorkspace(db);
    const connection = await db.gitConnection.create({
      data: {
        ...{ workspaceId: ctx.workspace.id, name: "c", service: "x", method: "token", secretHint: "", createdBy: "x" },
        ...{ secretCiphertext: new Uint8Array([1]), keyId: "test", confirmedHostKeys: [] },
      },
    });
    await db.gitSync.create({
      data: {
        ...{ workspaceId: ctx.workspace.id, connectionId: connection.id, url: "u", repositoryKey: ctx.workspace.id },
        ...{ branch: "main", path: "", createdBy: "x" },
      },
    });
    const wokenAt = async () =>
      (await db.gitSync.findUniqueOrThrow({ where: { workspaceId: ctx.workspace.id } })).wokenAt;
    await changeWorkspace(ctx, async () => undefined);
    const first = await wokenAt();
    await changeWorkspace(ctx, async () => undefined);
    expect(first).not.toBeNull();
    expect(await wokenAt()).toEqual(first);
  });
});
