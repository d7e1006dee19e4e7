import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { openEditForm } from "@/server/domain/resource-forms/open-edit-form";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { findFunctionTypes, listFunctions } from "@/server/domain/resources/list-functions";
import { listRows } from "@/server/domain/resources/list-rows";
import { listUsages } from "@/server/domain/resources/list-usages";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { ListResources } from "@/server/domain/resources/schema";
import { type FreshWorkspace, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
let workspace: FreshWorkspace;
let used: { id: string; type: string; source: string };
let unused: { id: string; type: string };

const addFunction = async (ctx: Ctx, name: string) => {
  const setting = { label: "Key", description: "", type: "STRING", required: true, sensitive: true };
  const { id } = await createResource(ctx, {
    kind: "function",
    state: {
      display_name: name,
      resource_type: "SOURCE",
      code: "// a secret recipe",
      settings: [{ name: "apiKey", ...setting }],
    },
  });
  return { id, type: id.replace("sfnc_", "") };
};

beforeAll(async () => {
  workspace = await freshWorkspace(db);
  const fn = await addFunction(workspace.ctx, "Tides");
  const { id: source } = await createResource(workspace.ctx, {
    kind: "source",
    state: { name: "Tide source", slug: "tides", enabled: true, metadata: { id: fn.type }, settings: {}, labels: [] },
  });
  used = { ...fn, source };
  unused = await addFunction(workspace.ctx, "Winds");
});

const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id).sort();

describe("the workspace's functions as types", () => {
  it("come without their code", async () => {
    const found = [
      ...(await listFunctions(workspace.ctx)),
      ...(await findFunctionTypes(workspace.ctx, "sources", [used.type])),
    ];
    expect(ids(found)).toEqual([used.id, used.id, unused.id].sort());
    expect(JSON.stringify(found)).not.toContain("recipe");
  });

  it("are refused to strangers, and are not those of another workspace", async () => {
    await expect(listFunctions(workspace.nobody)).rejects.toMatchObject({ code: "forbidden" });
    await expect(findFunctionTypes(workspace.nobody, "sources", ["x"])).rejects.toMatchObject({ code: "forbidden" });
    const other = await freshWorkspace(db);
    expect(await listFunctions(other.ctx)).toEqual([]);
    expect(await findFunctionTypes(other.ctx, "sources", [used.type])).toEqual([]);
  });

  it("are offered only as far as somebody's roles reach", async () => {
    const one = workspace.as("Function Read-only", { kind: "function", id: unused.id });
    expect(ids(await listFunctions(one))).toEqual([unused.id]);
    expect(await findFunctionTypes(one, "sources", [used.type])).toEqual([]);
  });

  it("are known by name and settings to whoever may read what is made from them", async () => {
    const admin = workspace.as("Source Admin", { kind: "source", id: used.source });
    expect(await listFunctions(admin)).toEqual([]);
    expect(ids(await findFunctionTypes(admin, "sources", [used.type, unused.type]))).toEqual([used.id]);
    const [row] = (await listRows(admin, ListResources.parse({ kind: "source" }))).items;
    expect(row?.type?.name).toBe("Tides");
    const form = await openEditForm(admin, { kind: "source", id: used.source });
    expect(form.settings).toMatchObject([{ name: "apiKey", control: "secret" }]);
  });

  it("of insert functions are known to whoever may read an instance", async () => {
    const { ctx } = workspace;
    const { id: fn } = await createResource(ctx, {
      kind: "function",
      state: {
        display_name: "Guard",
        resource_type: "INSERT_SOURCE",
        code: "// recipe",
        settings: [
          { name: "token", label: "Token", description: "", type: "STRING", required: false, sensitive: true },
        ],
      },
    });
    const state = { name: "G", function_id: fn, integration_id: used.source, enabled: true, settings: {} };
    const { id } = await createResource(ctx, { kind: "insert_function_instance", state });
    const admin = workspace.as("Source Admin", { kind: "source", id: used.source });
    const form = await openEditForm(admin, { kind: "insert_function_instance", id });
    expect(form.settings).toMatchObject([{ name: "token", control: "secret" }]);
    expect(form.titles).toMatchObject({ [`source:${used.source}`]: "Tide source", [`function:${fn}`]: fn });
  });
});

describe("a function that something is made from", () => {
  const toBeUsed = async (ctx: Ctx) => {
    const fn = await addFunction(ctx, "Locks");
    const state = { name: "Lock", slug: "lock", enabled: true, metadata: { id: fn.type }, settings: {}, labels: [] };
    const { id: source } = await createResource(ctx, { kind: "source", state });
    return { ref: { kind: "function", id: fn.id } as const, source };
  };

  it("is not deleted before it, and says what it is", async () => {
    const { ctx } = await freshWorkspace(db);
    const { ref, source } = await toBeUsed(ctx);
    expect(await listUsages(ctx, ref)).toMatchObject({ total: 1, usages: [{ kind: "source", id: source }] });
    const made = { kind: "source", usesKind: ref.kind, usesId: ref.id };
    expect(ids((await listRows(ctx, ListResources.parse(made))).items)).toEqual([source]);
    await expect(removeResource(ctx, ref)).rejects.toMatchObject({
      code: "in-use",
      message: "Function “Locks” is used by Source “Lock”.",
    });
    await removeResource(ctx, { kind: "source", id: source });
    await removeResource(ctx, ref);
  });

  it("stands among what that uses, for those who may read it", async () => {
    const { ctx, as } = await freshWorkspace(db);
    const { ref, source } = await toBeUsed(ctx);
    const uses = async (who: Ctx) => (await getResource(who, { kind: "source", id: source })).uses;
    expect(await uses(ctx)).toEqual([{ ...ref, attribute: "metadata", title: "Locks" }]);
    expect(await uses(as("Source Admin", { kind: "source", id: source }))).toEqual([]);
  });

  it("is somebody else's in another workspace", async () => {
    const { ctx } = await freshWorkspace(db);
    const { ref } = await toBeUsed(ctx);
    const other = await freshWorkspace(db);
    expect(await listUsages(other.ctx, ref)).toEqual({ total: 0, usages: [] });
  });
});
