import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { setSecretsStyle } from "@/server/domain/git-sync/set-secrets-style";
import { applyImport } from "@/server/domain/import/apply-import";
import { planImport } from "@/server/domain/import/plan-import";
import { openEditForm } from "@/server/domain/resource-forms/open-edit-form";
import { insertResource } from "@/server/domain/resources/create-resource";
import { getResource } from "@/server/domain/resources/get-resource";
import { listMissingSecrets } from "@/server/domain/resources/list-missing-secrets";
import { listRows } from "@/server/domain/resources/list-rows";
import { ListResources } from "@/server/domain/resources/schema";
import { updateResource } from "@/server/domain/resources/update-resource";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { asFiles, destination, destinationId, exported, source, sourceId } from "./tree";

const { db } = await productDatabase();

const fresh = async () => (await freshWorkspace(db)).ctx;
const files = (...texts: string[]) => ({ files: asFiles(texts.map((text, n) => [`any/${n}.tf`, text])) });

async function addSample(ctx: Ctx) {
  await db.$transaction(
    async (tx) => {
      for (const { kind, id, state } of sampleResources()) {
        await insertResource(tx, ctx, resourceKinds[kind], id, parseState(resourceKinds[kind], state).state);
      }
    },
    { timeout: 60_000 },
  );
}

describe("an export of a whole workspace", () => {
  it.each(["masked", "variables"] as const)(
    "comes back byte for byte from another workspace: secrets %s",
    async (style) => {
      const [one, two] = [await fresh(), await fresh()];
      await addSample(one);
      await setSecretsStyle(one, { style });
      await setSecretsStyle(two, { style });
      const tree = await exported(one);
      const plan = await applyImport(two, { files: asFiles(tree) }, "a test");
      expect(plan.counts).toMatchObject({ errors: 0, update: 0, unchanged: 0 });
      const again = await exported(two);
      for (const [path, text] of tree) if (!path.startsWith("users/")) expect(again.get(path), path).toBe(text);
      const repeated = await planImport(two, { files: asFiles(tree) });
      expect(repeated.counts).toMatchObject({ create: 0, update: 0, errors: 0, unchanged: plan.counts.create });
      expect(repeated.missingSecrets).toEqual(plan.missingSecrets);
      expect((await listMissingSecrets(two)).total).toBe(new Set(plan.missingSecrets.map(({ id }) => id)).size);
    },
    120_000,
  );

  it("records each change with the actor and its origin, and the import once in the audit trail", async () => {
    const ctx = await fresh();
    await applyImport(ctx, files(source()), "a folder");
    const where = { workspaceId: ctx.workspace.id };
    expect(await db.changeRecord.findMany({ where })).toMatchObject([
      { resourceId: sourceId, verb: "created", origin: "import", actorEmail: expect.stringContaining("@") },
    ]);
    expect(await db.auditEvent.findFirst({ where: { ...where, type: "Workspace Imported" } })).toMatchObject({
      detail: { from: "a folder", created: 1, updated: 0, deleted: 0 },
    });
  });
});

/** Names of the destinations whose line in the list says that they need a secret. */
async function needing(ctx: Ctx) {
  const { items } = await listRows(ctx, ListResources.parse({ kind: "destination" }));
  return items.filter(({ needsSecret }) => needsSecret).map(({ title }) => title);
}

describe("secrets", () => {
  const inVariable = destination('jsonencode({ apiKey = var.the_key, apiHost = "api.example" })');
  const inMask = destination('jsonencode({ apiKey = "••••••••••5148", apiHost = "api.example" })');

  it.each([
    ["a variable without a value", inVariable, "the_key", "••••••••••"],
    ["a mask", inMask, null, "••••••••••5148"],
  ])("are missing after an import with %s, until somebody sets them", async (_, text, variable, shown) => {
    const ctx = await fresh();
    const plan = await applyImport(ctx, files(source(), text), "");
    const at = { kind: "destination", id: destinationId } as const;
    expect(plan.missingSecrets).toEqual([{ ...at, title: "Sink", path: "settings.apiKey", variable }]);
    const brought = await getResource(ctx, at);
    expect(brought.state.settings).toEqual({ apiKey: shown, apiHost: "api.example" });
    expect(brought).toMatchObject({ secrets: [], missingSecrets: ["settings.apiKey"] });
    expect(await needing(ctx)).toEqual(["Sink"]);
    const form = await openEditForm(ctx, at);
    expect(form.missingSecrets).toEqual(["settings.apiKey"]);
    expect(form.settings?.find(({ name }) => name === "apiKey")).toMatchObject({ secret: true, control: "secret" });
    await updateResource(ctx, { ...at, changes: { name: "Other" } });
    expect((await listMissingSecrets(ctx)).items).toEqual([{ ...at, title: "Other", paths: ["settings.apiKey"] }]);
    await updateResource(ctx, { ...at, changes: { settings: { apiKey: "a true secret", apiHost: "api.example" } } });
    expect(await listMissingSecrets(ctx)).toEqual({ items: [], total: 0 });
    expect(await needing(ctx)).toEqual([]);
    expect((await getResource(ctx, at)).missingSecrets).toEqual([]);
  });

  it("are filled from the tree's terraform.tfvars, and from values that are given, which go before", async () => {
    const ctx = await fresh();
    const own = { path: "terraform.tfvars", text: '# mine\nthe_key = "from the tree"\nother = 1\n' };
    const input = { files: [...files(source(), inVariable).files, own] };
    const plan = await applyImport(ctx, input, "");
    expect(plan.missingSecrets).toEqual([]);
    const secret = async () => (await db.resourceSecret.findFirst({ where: { workspaceId: ctx.workspace.id } }))?.setAt;
    const first = await secret();
    expect(first).toBeInstanceOf(Date);
    expect((await planImport(ctx, input)).counts).toMatchObject({ unchanged: 2 });
    const given = { ...input, values: new Map([["the_key", "from elsewhere"]]) };
    expect((await planImport(ctx, given)).counts).toMatchObject({ update: 1, unchanged: 1 });
    expect(JSON.stringify(await planImport(ctx, given))).not.toContain("from elsewhere");
  });

  it.each([inVariable, inMask])("stay as they are when an import does not know them", async (text) => {
    const ctx = await fresh();
    await applyImport(ctx, files(source(), destination('jsonencode({ apiKey = "a true secret", apiHost = "x" })')), "");
    const plan = await applyImport(ctx, files(source(), text), "");
    expect(plan).toMatchObject({ missingSecrets: [], counts: { update: 1 } });
    const { secrets, state } = await getResource(ctx, { kind: "destination", id: destinationId });
    expect(secrets).toHaveLength(1);
    expect(state.settings).toEqual({ apiKey: "••••••••••cret", apiHost: "api.example" });
  });
});

describe("what is there already", () => {
  it("is changed to what the tree says, all in one transaction", async () => {
    const ctx = await fresh();
    await applyImport(ctx, files(source()), "");
    const input = files(source().replace('"Site"', '"Harbour"'));
    const plan = await planImport(ctx, input);
    expect(plan.resources).toMatchObject([
      { action: "update", id: sourceId, changes: [{ path: "name", before: "Site", after: "Harbour" }] },
    ]);
    expect(await getResource(ctx, { kind: "source", id: sourceId })).toMatchObject({ title: "Site", revision: 1 });
    await applyImport(ctx, input, "");
    expect(await getResource(ctx, { kind: "source", id: sourceId })).toMatchObject({ title: "Harbour", revision: 2 });
  });

  it("stays when the tree does not have it, unless its deletion is asked for; users always stay", async () => {
    const { ctx, ownerUserId } = await freshWorkspace(db);
    const other = source("aaaaaaaaaaaaaaaaaaaaa2");
    await applyImport(ctx, files(source(), other), "");
    expect((await planImport(ctx, files(other))).counts).toMatchObject({ unchanged: 1, delete: 0 });
    const plan = await applyImport(ctx, { ...files(other), deleteMissing: true }, "");
    expect(plan.resources).toMatchObject([{ action: "delete", id: sourceId, file: null }]);
    await expect(getResource(ctx, { kind: "source", id: sourceId })).rejects.toMatchObject({ code: "not-found" });
    await expect(getResource(ctx, { kind: "user", id: ownerUserId })).resolves.toBeDefined();
  });

  it("keeps what a catalog says of a type, and what the tree says of a type nobody knows", async () => {
    const ctx = await fresh();
    const unknown = destination("jsonencode({ a = 1 })").replace(
      "54521fd925e721e32a72eee1",
      "ffffffffffffffffffffffff",
    );
    await applyImport(ctx, files(source(), unknown), "");
    const { state } = await getResource(ctx, { kind: "destination", id: destinationId });
    expect(state.metadata).toMatchObject({ id: "ffffffffffffffffffffffff", supported_regions: ["somewhere"] });
    const moved = unknown.replace('["somewhere"]', '["elsewhere"]');
    expect((await planImport(ctx, files(source(), moved))).counts).toMatchObject({ unchanged: 2, errors: 0 });
  });

  it("is not taken over under another id: a slug stands against it, a member keeps their roles", async () => {
    const { ctx } = await freshWorkspace(db);
    await applyImport(ctx, files(source()), "");
    const twin = source("aaaaaaaaaaaaaaaaaaaaa2", "", `site-${sourceId}`);
    const email = ctx.actor.type === "user" ? ctx.actor.email : "";
    const member = `resource "segment_user" "id-aaaaaaaaaaaaaaaaaaaaa9" {\n  email       = "${email}"\n  permissions = []\n}`;
    const { problems, counts } = await planImport(ctx, files(twin, member));
    expect(counts).toMatchObject({ create: 0, errors: 1, warnings: 1 });
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining(`taken by source “${sourceId}”`),
      expect.stringContaining("is a member already"),
    ]);
  });

  it("cannot become another one", async () => {
    const ctx = await fresh();
    await applyImport(ctx, files(source()), "");
    const { problems } = await planImport(ctx, files(source().replace("IqDTy1TpoU", "iUM16Md8P2")));
    expect(problems).toMatchObject([{ level: "error", message: expect.stringContaining("“metadata” of Source") }]);
  });
});

it("is for owners of the workspace, and stays inside it", async () => {
  const workspace = await freshWorkspace(db);
  const other = await fresh();
  for (const ctx of [workspace.as("Workspace Member"), workspace.as("Source Admin"), workspace.nobody]) {
    await expect(planImport(ctx, files(source()))).rejects.toMatchObject({ code: "forbidden" });
    await expect(applyImport(ctx, files(source()), "")).rejects.toMatchObject({ code: "forbidden" });
  }
  await applyImport(workspace.ctx, files(source()), "");
  await expect(getResource(other, { kind: "source", id: sourceId })).rejects.toMatchObject({ code: "not-found" });
  expect((await planImport(other, files(source()))).counts).toMatchObject({ create: 1 });
});
