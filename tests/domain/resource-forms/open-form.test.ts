import { beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { listMappingActions } from "@/server/domain/resource-forms/list-mapping-actions";
import { openEditForm } from "@/server/domain/resource-forms/open-edit-form";
import { OpenNewForm, openNewForm } from "@/server/domain/resource-forms/open-new-form";
import { createResource, insertResource } from "@/server/domain/resources/create-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import type { SampleResource } from "@/server/domain/sample/sample-resource";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { type FreshWorkspace, freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
let workspace: FreshWorkspace;

const open = (input: Parameters<typeof OpenNewForm.parse>[0]) => openNewForm(workspace.ctx, OpenNewForm.parse(input));
const edit = (ctx: Ctx, { kind, id }: SampleResource) => openEditForm(ctx, { kind, id });
const samples = sampleResources();
const sampleOf = (kind: string, name: string) => {
  const found = samples.find((each) => each.kind === kind && JSON.stringify(each.state).includes(name));
  if (!found) throw new Error(`No sample ${kind} ${name}`);
  return found;
};

beforeAll(async () => {
  workspace = await freshWorkspace(db);
  await db.$transaction(
    async (tx) => {
      for (const { kind, id, state } of samples) {
        await insertResource(tx, workspace.ctx, resourceKinds[kind], id, parseState(resourceKinds[kind], state).state);
      }
    },
    { timeout: 120_000 },
  );
});

describe("an edit form", () => {
  it("saves every resource of the sample unchanged without recording a change", async () => {
    const before = await db.changeRecord.count({ where: { workspaceId: workspace.ctx.workspace.id } });
    const changed: string[] = [];
    for (const { kind, id } of samples) {
      const form = await openEditForm(workspace.ctx, { kind, id });
      const saved = await updateResource(workspace.ctx, {
        kind,
        id,
        changes: form.values,
        revision: form.edited?.revision,
      });
      if (saved.changed) changed.push(`${kind} ${id}`);
    }
    expect(changed).toEqual([]);
    expect(await db.changeRecord.count({ where: { workspaceId: workspace.ctx.workspace.id } })).toBe(before);
  }, 120_000);

  it("knows when each secret was set, and never holds one", async () => {
    const braze = sampleOf("destination", "Braze – travellers");
    const form = await edit(workspace.ctx, braze);
    expect(form.secrets).toEqual([{ path: "settings.api_key", setAt: expect.any(Date) }]);
    const secret = (braze.state.settings as { api_key: string }).api_key;
    expect(JSON.stringify(form)).not.toContain(secret);
    expect(form.settings?.find((field) => field.name === "api_key")).toMatchObject({ control: "secret" });
  });

  it("shows the settings of a type that nothing is known about as they are stored", async () => {
    const form = await edit(workspace.ctx, sampleOf("destination", "function deleted"));
    expect(form.entry?.known).toBe(false);
    expect(form.settings?.map((field) => [field.name, field.known])).toEqual([
      ["apiKey", false],
      ["endpoint", false],
    ]);
  });

  it("asks an instance of an insert function for what the function declares", async () => {
    const form = await edit(workspace.ctx, sampleOf("insert_function_instance", "Add the river for Amplitude"));
    expect(form.settings?.map((field) => [field.name, field.control])).toEqual([
      ["riverByCountry", "map"],
      ["mapToken", "secret"],
    ]);
  });

  it("brings the action of a mapping, and the titles of what it names", async () => {
    const form = await edit(workspace.ctx, sampleOf("destination_subscription", "Berth closed"));
    expect(form.action?.fields.map((field) => field.fieldKey)).toContain("channel");
    expect(Object.values(form.titles)).toEqual(["Slack #harbour"]);
  });

  it("is only for reading without the role, and says which roles could save", async () => {
    const reader = workspace.as("Source Read-only");
    const form = await edit(reader, sampleOf("source", "booking-web"));
    expect(form).toMatchObject({ allowed: false, roles: ["Workspace Owner", "Workspace Member", "Source Admin"] });
  });

  it("stays inside its workspace", async () => {
    const other = await freshWorkspace(db);
    await expect(edit(other.ctx, sampleOf("source", "booking-web"))).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(edit(workspace.nobody, sampleOf("source", "booking-web"))).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a form for something new", () => {
  it("begins with the type and the defaults that it has", async () => {
    const form = await open({ kind: "destination", type: "60f9d0d048950c356be2e4da" });
    expect(form.entry).toMatchObject({ name: expect.stringContaining("Braze"), known: true });
    expect(form.values).toMatchObject({ metadata: { id: "60f9d0d048950c356be2e4da" }, enabled: true, settings: {} });
  });

  it("keeps a type that nothing is known about", async () => {
    const form = await open({ kind: "source", type: "zzUnknown99" });
    expect(form.values.metadata).toEqual({ id: "zzUnknown99" });
    expect(form.entry?.known).toBe(false);
  });

  it("takes texts from the address for attributes of the kind, and nothing else", async () => {
    const destination = sampleOf("destination", "Braze – travellers");
    const form = await open({
      kind: "destination_filter",
      given: { destination_id: destination.id, actions: "x", toString: "y" },
    });
    expect(form.values).toMatchObject({ destination_id: destination.id, actions: null });
    expect(Object.keys(form.values)).not.toContain("toString");
    expect(form.titles[`destination:${destination.id}`]).toBe("Braze – travellers");
  });

  it("begins a filter with the source that feeds its destination", async () => {
    const destination = sampleOf("destination", "Braze – travellers");
    const form = await open({ kind: "destination_filter", given: { destination_id: destination.id } });
    expect(form.values.source_id).toBe(destination.state.source_id);
    expect(Object.values(form.titles)).toContain("Booking website");
  });

  it("begins a mapping with its preset, and saves as it opened", async () => {
    const destination = sampleOf("destination", "Braze – travellers");
    const { actions } = await listMappingActions(workspace.ctx, destination.id);
    const action = actions.find((each) => each.presets.length > 0);
    const given = { destination_id: destination.id, action_id: action?.id ?? "" };
    const form = await open({ kind: "destination_subscription", given, preset: action?.presets[0]?.name });
    expect(form.values).toMatchObject({ name: action?.presets[0]?.name, trigger: action?.presets[0]?.trigger });
    const created = await createResource(workspace.ctx, { kind: "destination_subscription", state: form.values });
    expect(created.state.settings).toEqual(form.values.settings);
  });

  it("lets somebody begin whose role reaches one source only, and leaves the last word to the save", async () => {
    const scopedTo = (id: string) => workspace.as("Source Admin", { kind: "source", id });
    const scoped = scopedTo(sampleOf("source", "booking-web").id);
    const begin = async (kind: KindName) => openNewForm(scoped, OpenNewForm.parse({ kind, type: "x" }));
    expect((await begin("destination")).allowed).toBe(true);
    expect((await begin("source")).allowed).toBe(false);
    expect((await begin("warehouse")).allowed).toBe(false);
    const other = scopedTo("another-source");
    await expect(edit(other, sampleOf("source", "booking-web"))).rejects.toMatchObject({ code: "forbidden" });
  });
});
