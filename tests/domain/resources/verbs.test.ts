import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { listResources } from "@/server/domain/resources/list-resources";
import { listUsages } from "@/server/domain/resources/list-usages";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { renderHcl } from "@/server/domain/resources/render-hcl";
import { ListResources } from "@/server/domain/resources/schema";
import { searchResources } from "@/server/domain/resources/search-resources";
import { updateResource } from "@/server/domain/resources/update-resource";
import type { ResourceState } from "@/server/hcl/schema";
import { addSource, productDatabase, rename, sourceState } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();
const add = (ctx: Ctx, kind: KindName, state: ResourceState) => createResource(ctx, { kind, state });
const changesOf = (ctx: Ctx) =>
  db.changeRecord.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { seq: "asc" } });
const filterOf = (sourceId: string, destinationId: string): ResourceState => ({
  title: "No tests",
  source_id: sourceId,
  destination_id: destinationId,
  if: 'event = "Test"',
  enabled: true,
  actions: [{ type: "DROP", fields: null, percent: null, path: null }],
});

async function withDestination() {
  const workspace = await freshWorkspace(db);
  const { ctx } = workspace;
  const source = await addSource(ctx, "web");
  const destination = await add(ctx, "destination", {
    name: "Hook",
    enabled: true,
    source_id: source.id,
    metadata: { id: "614a3c7d791c91c41bae7599" },
    settings: {},
  });
  return { ...workspace, sourceId: source.id, destinationId: destination.id };
}

describe("creating", () => {
  it("stores the state, says who did it, and records the change with what it was", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id, state } = await addSource(ctx, "web");
    expect(await getResource(ctx, { kind: "source", id })).toMatchObject({
      title: "Source web",
      state,
      revision: 1,
      updatedBy: ctx.actor.type === "user" ? ctx.actor.email : "",
    });
    expect(await changesOf(ctx)).toMatchObject([
      { seq: 1n, kind: "source", resourceId: id, verb: "created", before: null, after: state, origin: "ui" },
    ]);
    expect(await renderHcl(ctx, { kind: "source", id })).toMatchObject({ path: `sources/${id}.tf` });
  });

  it("refuses bad states with every field, and stores nothing", async () => {
    const { ctx } = await freshWorkspace(db);
    const attempt = add(ctx, "source", { slug: "no spaces", color: "red", metadata: {}, settings: {} });
    await expect(attempt).rejects.toMatchObject({
      code: "invalid",
      fields: expect.arrayContaining([
        expect.objectContaining({ path: "slug" }),
        expect.objectContaining({ path: "color" }),
        expect.objectContaining({ path: "metadata.id" }),
      ]),
    });
    expect(await changesOf(ctx)).toEqual([]);
  });

  it("refuses a natural key that is taken, at its field, but not in another workspace", async () => {
    const { ctx } = await freshWorkspace(db);
    await addSource(ctx, "web");
    await expect(addSource(ctx, "web")).rejects.toMatchObject({
      code: "conflict",
      message: "Another source is already called “web”.",
      fields: [{ path: "slug", message: "“web” is taken." }],
    });
    expect(await changesOf(ctx)).toHaveLength(1);
    expect(await addSource((await freshWorkspace(db)).ctx, "web")).toHaveProperty("id");
  });

  it("refuses two labels that would be written to one file", async () => {
    const { ctx } = await freshWorkspace(db);
    await add(ctx, "label", { key: "a_b", value: "c" });
    await expect(add(ctx, "label", { key: "a", value: "b_c" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("editing", () => {
  it("keeps the other attributes, raises the revision and records before and after", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id, state } = await addSource(ctx, "web");
    const edited = await rename(ctx, id, "Shop");
    expect(edited).toMatchObject({ changed: true, state: { ...state, name: "Shop" } });
    expect(await getResource(ctx, { kind: "source", id })).toMatchObject({ revision: 2, title: "Shop" });
    expect((await changesOf(ctx))[1]).toMatchObject({
      verb: "modified",
      before: state,
      after: { ...state, name: "Shop" },
    });
  });

  it("that changes nothing records nothing, whatever the order of keys", async () => {
    const { ctx } = await freshWorkspace(db);
    const settings = { b: [1, { y: 1, x: 2 }], a: null };
    const { id } = await add(ctx, "source", { ...sourceState("web"), settings });
    const again = { settings: { a: null, b: [1, { x: 2, y: 1 }] }, name: "Source web", enabled: true };
    expect(await updateResource(ctx, { kind: "source", id, changes: again })).toMatchObject({ changed: false });
    expect(await getResource(ctx, { kind: "source", id })).toMatchObject({ revision: 1 });
    expect(await changesOf(ctx)).toHaveLength(1);
    const reordered = { settings: { a: null, b: [{ x: 2, y: 1 }, 1] } };
    expect(await updateResource(ctx, { kind: "source", id, changes: reordered })).toMatchObject({ changed: true });
  });

  it("from an older revision is a conflict that says who was faster", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addSource(ctx, "web");
    await rename(ctx, id, "First");
    const late = updateResource(ctx, { kind: "source", id, changes: { name: "Second" }, revision: 1 });
    await expect(late).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("@example.com") });
    expect(await updateResource(ctx, { kind: "source", id, changes: { name: "Second" }, revision: 2 })).toMatchObject({
      changed: true,
    });
  });

  it("cannot change what would make it another resource", async () => {
    const { ctx, sourceId, destinationId } = await withDestination();
    const other = await addSource(ctx, "other");
    await expect(
      updateResource(ctx, { kind: "destination", id: destinationId, changes: { source_id: other.id } }),
    ).rejects.toMatchObject({ code: "invalid", fields: [{ path: "source_id" }] });
    await expect(
      updateResource(ctx, { kind: "source", id: sourceId, changes: { metadata: { id: "iUM16Md8P2" } } }),
    ).rejects.toMatchObject({ fields: [{ path: "metadata" }] });
  });
});

describe("what resources name", () => {
  it("must be there, in this workspace, and is said at the attribute", async () => {
    const { ctx, destinationId } = await withDestination();
    const { ctx: other } = await freshWorkspace(db);
    const foreign = await addSource(other, "web");
    await expect(add(ctx, "destination_filter", filterOf(foreign.id, destinationId))).rejects.toMatchObject({
      code: "invalid",
      fields: [{ path: "source_id", message: `This workspace has no source “${foreign.id}”.` }],
    });
  });

  it("cannot be deleted while it is named: the error says by which", async () => {
    const { ctx, sourceId, destinationId } = await withDestination();
    const { id } = await add(ctx, "destination_filter", filterOf(sourceId, destinationId));
    expect(await listUsages(ctx, { kind: "source", id: sourceId })).toMatchObject({ total: 2 });
    await expect(removeResource(ctx, { kind: "source", id: sourceId })).rejects.toMatchObject({
      code: "in-use",
      message: "Source “Source web” is used by Destination “Hook”, Destination Filter “No tests”.",
    });
    for (const [kind, each] of [
      ["destination_filter", id],
      ["destination", destinationId],
      ["source", sourceId],
    ] as const) {
      await removeResource(ctx, { kind, id: each });
    }
    expect((await changesOf(ctx)).slice(-3).map(({ verb, after }) => [verb, after])).toEqual(
      Array.from({ length: 3 }, () => ["deleted", null]),
    );
  });
});

describe("owners", () => {
  it("the last one can be neither deleted nor demoted", async () => {
    const { ctx, ownerUserId } = await freshWorkspace(db);
    const message = "This is the last Workspace Owner.";
    await expect(removeResource(ctx, { kind: "user", id: ownerUserId })).rejects.toMatchObject({ message });
    const demoted = updateResource(ctx, { kind: "user", id: ownerUserId, changes: { permissions: [] } });
    await expect(demoted).rejects.toMatchObject({ message });
  });

  it("of two who are removed at once, one stays", async () => {
    const { ctx, ownerUserId } = await freshWorkspace(db);
    const { state } = await getResource(ctx, { kind: "user", id: ownerUserId });
    const second = await add(ctx, "user", { email: "second@example.com", permissions: state.permissions ?? [] });
    const ends = await Promise.allSettled(
      [ownerUserId, second.id].map((id) => removeResource(ctx, { kind: "user", id })),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.resource.count({ where: { workspaceId: ctx.workspace.id, kind: "user" } })).toBe(1);
  });
});

describe("who may", () => {
  it("a role writes its own kinds only, and reads the others", async () => {
    const { ctx, as, nobody } = await freshWorkspace(db);
    const { id } = await addSource(ctx, "web");
    const admin = as("Source Admin");
    expect(await rename(admin, id, "By the source admin")).toMatchObject({ changed: true });
    await expect(add(admin, "label", { key: "a", value: "b" })).rejects.toMatchObject({ code: "forbidden" });
    for (const reader of [as("Source Read-only"), nobody]) {
      await expect(rename(reader, id, "No")).rejects.toMatchObject({ code: "forbidden" });
      await expect(removeResource(reader, { kind: "source", id })).rejects.toMatchObject({ code: "forbidden" });
      await expect(addSource(reader, "more")).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getResource(as("Source Read-only"), { kind: "source", id })).toHaveProperty("id");
    await expect(getResource(nobody, { kind: "source", id })).rejects.toMatchObject({ code: "forbidden" });
    await expect(listResources(nobody, ListResources.parse({ kind: "source" }))).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("a role for one source reaches what hangs on it, and no other source", async () => {
    const { ctx, as, sourceId, destinationId } = await withDestination();
    const other = await addSource(ctx, "other");
    const mine = as("Source Admin", { kind: "source", id: sourceId });
    expect(await rename(mine, sourceId, "Mine")).toMatchObject({ changed: true });
    expect(await rename(mine, destinationId, "Mine too", "destination")).toMatchObject({ changed: true });
    await expect(rename(mine, other.id, "Not mine")).rejects.toMatchObject({ code: "forbidden" });
    await expect(addSource(mine, "new")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("no verb reaches into another workspace", async () => {
    const { ctx } = await freshWorkspace(db);
    const { id } = await addSource(ctx, "web");
    const { ctx: other } = await freshWorkspace(db);
    for (const attempt of [
      () => getResource(other, { kind: "source", id }),
      () => rename(other, id, "Stolen"),
      () => removeResource(other, { kind: "source", id }),
      () => renderHcl(other, { kind: "source", id }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    }
    expect((await listResources(other, ListResources.parse({ kind: "source" }))).items).toEqual([]);
    expect(await searchResources(other, { query: "web", limit: 10 })).toEqual([]);
    expect((await listUsages(other, { kind: "source", id })).total).toBe(0);
  });
});
