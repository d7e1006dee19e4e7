import { expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { insertResource } from "@/server/domain/resources/create-resource";
import { insertResources } from "@/server/domain/resources/insert-resources";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

const all = sampleResources().map(({ kind, id, state }) => ({
  ...{ kind: resourceKinds[kind], id, state: parseState(resourceKinds[kind], state).state },
  brought: { secretKeys: [], whole: false },
}));

/** All that the inserts wrote, without what differs by the hour, the workspace or by chance. */
async function written({ workspace }: Ctx, ownerUserId: string) {
  const where = { workspaceId: workspace.id };
  const rows = { ...where, NOT: { kind: "user", id: ownerUserId } };
  const order = [{ kind: "asc" }, { id: "asc" }] as const;
  const plain = (value: unknown) => JSON.parse(JSON.stringify(value).replaceAll(workspace.id, "W"));
  const resources = await db.resource.findMany({
    ...{ where: rows, orderBy: [...order] },
    omit: { workspaceId: true, createdAt: true, updatedAt: true },
  });
  const references = await db.resourceReference.findMany({
    where,
    orderBy: [...order, { attribute: "asc" }, { targetId: "asc" }],
  });
  const secrets = await db.resourceSecret.findMany({
    where,
    orderBy: [...order, { path: "asc" }],
    select: { kind: true, id: true, path: true },
  });
  const keys = await db.sourceWriteKey.groupBy({ by: ["sourceId"], where, orderBy: { sourceId: "asc" }, _count: true });
  const changes = await db.changeRecord.findMany({
    ...{ where, orderBy: { seq: "asc" } },
    select: {
      kind: true,
      resourceId: true,
      title: true,
      verb: true,
      before: true,
      after: true,
      secretPaths: true,
      origin: true,
      actorLabel: true,
    },
  });
  const audit = await db.auditEvent.findMany({ where, select: { type: true, resourceId: true, resourceName: true } });
  const told = audit.map((each) => JSON.stringify(each)).toSorted();
  return plain({ resources, references, secrets, keys, changes, told }) as { changes: unknown[]; told: unknown[] };
}

it("writes what inserts one by one write, change records and audit events in the same order", async () => {
  const [one, many] = [await freshWorkspace(db), await freshWorkspace(db)];
  // The same person, so that labels of who did it are the same.
  const ctx = { ...many.ctx, actor: one.ctx.actor };
  await db.$transaction(
    async (tx) => {
      for (const { kind, id, state, brought } of all) await insertResource(tx, one.ctx, kind, id, state, brought);
    },
    { timeout: 120_000 },
  );
  await db.$transaction((tx) => insertResources(tx, ctx, all), { timeout: 120_000 });
  const [wanted, found] = [await written(one.ctx, one.ownerUserId), await written(ctx, many.ownerUserId)];
  expect(found).toEqual(wanted);
  expect([found.changes.length, found.told.length]).toEqual([all.length, all.length]);
}, 240_000);

it("says when something else took a name meanwhile, and writes nothing", async () => {
  const { ctx } = await freshWorkspace(db);
  const [source] = all.filter(({ kind }) => kind.kind === "source");
  if (!source) throw new Error("The sample has no source.");
  await db.$transaction((tx) => insertResources(tx, ctx, [source]));
  const again = db.$transaction((tx) => insertResources(tx, ctx, [{ ...source, id: "another-with-that-slug" }]));
  await expect(again).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("came to be since") });
  expect(await db.changeRecord.count({ where: { workspaceId: ctx.workspace.id } })).toBe(1);
});
