import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { memberRoleId } from "@/server/core/permissions";
import { createResource } from "@/server/domain/resources/create-resource";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { removeWithParts } from "@/server/domain/resources/remove-with-parts";
import type { ResourceState } from "@/server/hcl/schema";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();

/** A source with a destination, a mapping, a filter and a model that the mapping runs on; and a second source. */
async function family() {
  const workspace = await freshWorkspace(db);
  const { ctx } = workspace;
  const add = async (kind: KindName, state: ResourceState) => (await createResource(ctx, { kind, state })).id;
  const website = (slug: string) =>
    add("source", { slug, enabled: true, metadata: { id: "IqDTy1TpoU" }, settings: {} });
  const [source, other] = [await website("one"), await website("two")];
  const sink = { name: "Sink", enabled: true, metadata: { id: "614a3c7d791c91c41bae7599" }, settings: {} };
  const destination = await add("destination", { ...sink, source_id: source });
  const model = await add("reverse_etl_model", {
    ...{ name: "Rows", enabled: true, query: "select 1", query_identifier_column: "id", source_id: source },
  });
  const mapping = await add("destination_subscription", {
    ...{ name: "Map", destination_id: destination, action_id: "a", trigger: "all", enabled: true, settings: {} },
    ...{ model_id: model, reverse_etl_schedule: { strategy: "MANUAL", config: null } },
  });
  const filter = await add("destination_filter", {
    ...{ title: "F", destination_id: destination, source_id: source, if: "all", actions: [{ type: "DROP" }] },
  });
  return { ...workspace, add, source, other, destination, model, mapping, filter };
}

const kindsOf = async (ctx: Ctx) => {
  const rows = await db.resource.findMany({ where: { workspaceId: ctx.workspace.id }, select: { kind: true } });
  return rows.map(({ kind }) => kind).filter((kind) => !["user", "label"].includes(kind));
};

const deletions = async (ctx: Ctx) => {
  const where = { workspaceId: ctx.workspace.id, verb: "deleted" };
  return (await db.changeRecord.findMany({ where, orderBy: { seq: "asc" } })).map(({ kind }) => kind);
};

describe("a resource deleted with its parts", () => {
  it("takes along what belongs to it, innermost first, each with a record of its own", async () => {
    const { ctx, source } = await family();
    await removeWithParts(ctx, { kind: "source", id: source });
    expect(await kindsOf(ctx)).toEqual(["source"]);
    const order = await deletions(ctx);
    expect(order.slice(0, 2).toSorted()).toEqual(["destination_filter", "destination_subscription"]);
    expect(order.slice(2, 4).toSorted()).toEqual(["destination", "reverse_etl_model"]);
    expect(order.slice(4)).toEqual(["source"]);
  });

  it("stays whole while something else names it or one of its parts", async () => {
    const { ctx, add, source, destination, other } = await family();
    const resources = [{ id: source, type: "SOURCE", labels: [] }];
    const grant = { name: "G", members: [], permissions: [{ role_id: memberRoleId, resources }] };
    const group = await add("user_group", grant);
    const refused = removeWithParts(ctx, { kind: "source", id: source });
    await expect(refused).rejects.toMatchObject({
      code: "in-use",
      message: expect.stringContaining("User Group “G”"),
    });
    await expect(refused).rejects.not.toMatchObject({ message: expect.stringContaining("Destination") });
    expect(await deletions(ctx)).toEqual([]);
    await removeResource(ctx, { kind: "user_group", id: group });
    await removeWithParts(ctx, { kind: "destination", id: destination });
    expect((await kindsOf(ctx)).toSorted()).toEqual(["reverse_etl_model", "source", "source"]);
    await removeWithParts(ctx, { kind: "source", id: other });
    await expect(removeWithParts(ctx, { kind: "source", id: other })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is denied whole to whoever may not delete one of them, and to other workspaces", async () => {
    const { ctx, as, source } = await family();
    const member = await as("member");
    await expect(removeWithParts(member, { kind: "source", id: source })).rejects.toMatchObject({ code: "forbidden" });
    const stranger = (await freshWorkspace(db)).ctx;
    await expect(removeWithParts(stranger, { kind: "source", id: source })).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await kindsOf(ctx)).toHaveLength(6);
  });

  it("and deletes of its parts at the same time end with all of them gone", async () => {
    const { ctx, source, destination, model, mapping, filter } = await family();
    const refs = [
      { kind: "source", id: source },
      { kind: "destination", id: destination },
      { kind: "reverse_etl_model", id: model },
      { kind: "destination_subscription", id: mapping },
      { kind: "destination_filter", id: filter },
    ] as const;
    const done = await Promise.allSettled(refs.map((ref) => removeWithParts(ctx, ref)));
    const failures = done.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(failures.filter(({ code }) => code !== "not-found")).toEqual([]);
    expect(await kindsOf(ctx)).toEqual(["source"]);
    expect((await deletions(ctx)).toSorted()).toEqual(refs.map(({ kind }) => kind).toSorted());
  });
});
