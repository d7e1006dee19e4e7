import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { record } from "@/server/core/kinds/values";
import { unseal } from "@/server/crypto";
import { openEditForm } from "@/server/domain/resource-forms/open-edit-form";
import { createResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { secretContext } from "@/server/domain/resources/store-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();
const [plain, older] = ["harbour-master-4711", "old-harbour-1234567"];

const setting = (name: string, sensitive: boolean) => ({
  name,
  label: name,
  description: "",
  type: "STRING",
  required: false,
  sensitive,
});

async function withFunction(type: "SOURCE" | "DESTINATION" | "INSERT_SOURCE") {
  const workspace = await freshWorkspace(db);
  const { ctx } = workspace;
  const state = { display_name: "F", resource_type: type, code: "//", settings: [setting("station", false)] };
  const fn = await createResource(ctx, { kind: "function", state });
  const setSensitive = (sensitive: boolean) =>
    updateResource(ctx, { kind: "function", id: fn.id, changes: { settings: [setting("station", sensitive)] } });
  return { ...workspace, functionId: fn.id, setSensitive };
}

const sourceOf = (catalogId: string, settings: ResourceState): ResourceState => ({
  name: "S",
  slug: "s",
  enabled: true,
  metadata: { id: catalogId },
  settings,
  labels: [],
});

const settingsOf = async (ctx: Ctx, kind: "source" | "destination" | "insert_function_instance", id: string) =>
  record((await getResource(ctx, { kind, id })).state.settings);

/** Everything of the workspace that is kept in plain text. */
async function plainTexts({ workspace }: Ctx): Promise<string> {
  const where = { workspaceId: workspace.id };
  const rows = [await db.resource.findMany({ where }), await db.changeRecord.findMany({ where })];
  return JSON.stringify([...rows, await db.auditEvent.findMany({ where })], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

async function storedSecret(ctx: Ctx, kind: string, id: string, path: string): Promise<string> {
  const row = await db.resourceSecret.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id, kind, id, path } });
  return unseal(row, secretContext(ctx.workspace.id, kind, id, path));
}

describe("a function's setting that becomes sensitive", () => {
  it("is encrypted and masked in a source, in its history too, and the change is recorded", async () => {
    const { ctx, functionId, setSensitive } = await withFunction("SOURCE");
    const state = sourceOf(functionId.replace("sfnc_", ""), { station: older, region: "north" });
    const { id } = await createResource(ctx, { kind: "source", state });
    await updateResource(ctx, { kind: "source", id, changes: { settings: { station: plain, region: "north" } } });
    expect(await plainTexts(ctx)).toContain(plain);
    await setSensitive(true);
    expect(await settingsOf(ctx, "source", id)).toEqual({ station: "••••••••••4711", region: "north" });
    expect(await storedSecret(ctx, "source", id, "settings.station")).toBe(plain);
    const kept = await plainTexts(ctx);
    for (const value of [plain, older]) expect(kept).not.toContain(value);
    const [last] = await db.changeRecord.findMany({
      where: { workspaceId: ctx.workspace.id },
      orderBy: { seq: "desc" },
      take: 1,
    });
    expect(last).toMatchObject({
      kind: "source",
      resourceId: id,
      verb: "modified",
      after: { settings: { station: "••••••••••4711" } },
    });
  });

  it("is masked in destinations and in instances of insert functions", async () => {
    const destination = await withFunction("DESTINATION");
    const { id: source } = await createResource(destination.ctx, { kind: "source", state: sourceOf("IqDTy1TpoU", {}) });
    const { id } = await createResource(destination.ctx, {
      kind: "destination",
      state: {
        name: "D",
        enabled: true,
        source_id: source,
        metadata: { id: destination.functionId.replace("dfn_", "") },
        settings: { station: plain },
      },
    });
    await destination.setSensitive(true);
    expect(await settingsOf(destination.ctx, "destination", id)).toEqual({ station: "••••••••••4711" });

    const insert = await withFunction("INSERT_SOURCE");
    const { id: end } = await createResource(insert.ctx, { kind: "source", state: sourceOf("IqDTy1TpoU", {}) });
    const instance = await createResource(insert.ctx, {
      kind: "insert_function_instance",
      state: {
        name: "I",
        function_id: insert.functionId,
        integration_id: end,
        enabled: true,
        settings: { station: plain },
      },
    });
    await insert.setSensitive(true);
    expect(await settingsOf(insert.ctx, "insert_function_instance", instance.id)).toEqual({
      station: "••••••••••4711",
    });
  });

  it("leaves alone what holds nothing in it, and what another workspace holds", async () => {
    const { ctx, functionId, setSensitive } = await withFunction("SOURCE");
    const { id } = await createResource(ctx, { kind: "source", state: sourceOf(functionId.replace("sfnc_", ""), {}) });
    const other = await freshWorkspace(db);
    const far = sourceOf(functionId.replace("sfnc_", ""), { station: plain });
    const { id: elsewhere } = await createResource(other.ctx, { kind: "source", state: far });
    await setSensitive(true);
    expect((await getResource(ctx, { kind: "source", id })).revision).toBe(1);
    expect(await settingsOf(other.ctx, "source", elsewhere)).toEqual({ station: plain });
  });

  it("misses nothing that is saved at the same time", async () => {
    const { ctx, functionId, setSensitive } = await withFunction("SOURCE");
    const type = functionId.replace("sfnc_", "");
    const { id } = await createResource(ctx, { kind: "source", state: sourceOf(type, { station: older }) });
    const save = (n: number) =>
      updateResource(ctx, { kind: "source", id, changes: { settings: { station: `${plain}-${n}` } } });
    const add = (n: number) =>
      createResource(ctx, {
        kind: "source",
        state: { ...sourceOf(type, { station: `${plain}-${n}` }), slug: `s${n}` },
      });
    await Promise.all([save(1), add(2), setSensitive(true), add(3), save(4), add(5)]);
    expect(await plainTexts(ctx)).not.toContain(plain);
  });

  it("and stops being so, stays a secret where it is one, and is asked for as one", async () => {
    const { ctx, functionId, setSensitive } = await withFunction("SOURCE");
    await setSensitive(true);
    const type = functionId.replace("sfnc_", "");
    const { id } = await createResource(ctx, { kind: "source", state: sourceOf(type, { station: plain }) });
    await setSensitive(false);
    await updateResource(ctx, {
      kind: "source",
      id,
      changes: { settings: { station: "••••••••••4711", region: "south" } },
    });
    expect(await storedSecret(ctx, "source", id, "settings.station")).toBe(plain);
    const form = await openEditForm(ctx, { kind: "source", id });
    expect(form.settings?.find(({ name }) => name === "station")).toMatchObject({ control: "secret", secret: true });
    await updateResource(ctx, { kind: "source", id, changes: { settings: { station: `${plain}-new` } } });
    expect(await plainTexts(ctx)).not.toContain(plain);
  });
});

describe("removing a secret", () => {
  const changesOf = (ctx: Ctx) => db.changeRecord.count({ where: { workspaceId: ctx.workspace.id } });

  async function withWarehouse() {
    const { ctx } = await freshWorkspace(db);
    const settings = { hostname: "db.example.com", username: "segment", password: plain };
    const state = { name: "W", enabled: true, metadata: { id: "l8jDQSyD2d" }, settings };
    const { id } = await createResource(ctx, { kind: "warehouse", state });
    const save = (change: { [name: string]: JsonValue }) =>
      updateResource(ctx, {
        kind: "warehouse",
        id,
        changes: { settings: { hostname: "db.example.com", username: "segment", ...change } },
      });
    const secrets = async () => (await getResource(ctx, { kind: "warehouse", id })).secrets.map(({ path }) => path);
    return { ctx, id, save, secrets };
  }

  it("takes null, also for one that the state never shows, and is recorded once", async () => {
    const { ctx, id, save, secrets } = await withWarehouse();
    const before = await changesOf(ctx);
    expect(await save({})).toMatchObject({ changed: false });
    expect(await secrets()).toEqual(["settings.password"]);
    expect(await save({ password: null })).toMatchObject({ changed: true });
    expect(await secrets()).toEqual([]);
    expect(await changesOf(ctx)).toBe(before + 1);
    expect(await save({ password: null })).toMatchObject({ changed: false });
    expect(record((await getResource(ctx, { kind: "warehouse", id })).state.settings)).not.toHaveProperty("password");
  });

  it("takes the mask out of the state where it shows one", async () => {
    const { ctx, functionId, setSensitive } = await withFunction("SOURCE");
    await setSensitive(true);
    const state = sourceOf(functionId.replace("sfnc_", ""), { station: plain });
    const { id } = await createResource(ctx, { kind: "source", state });
    await updateResource(ctx, { kind: "source", id, changes: { settings: { station: null } } });
    expect(await settingsOf(ctx, "source", id)).toEqual({});
    expect(await db.resourceSecret.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
  });

  it("shows the form a secret that nothing else mentions", async () => {
    const { ctx, id } = await withWarehouse();
    const form = await openEditForm(ctx, { kind: "warehouse", id });
    expect(form.settings?.find(({ name }) => name === "password")).toMatchObject({ control: "secret" });
  });
});
