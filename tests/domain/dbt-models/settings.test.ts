import { describe, expect, it } from "vitest";
import { createDbtProject } from "@/server/domain/dbt-models/create-dbt-project";
import { findCandidates } from "@/server/domain/dbt-models/find-candidates";
import { getDbtProject, listDbtProjects } from "@/server/domain/dbt-models/get-dbt-project";
import { getModel } from "@/server/domain/dbt-models/get-model";
import { projectEnv } from "@/server/domain/dbt-models/project-secrets";
import { removeDbtProject } from "@/server/domain/dbt-models/remove-dbt-project";
import { requestModelSync, triggerModelSync } from "@/server/domain/dbt-models/request-sync";
import { rotateWebhookSecret } from "@/server/domain/dbt-models/rotate-webhook-secret";
import { CreateDbtProject, UpdateDbtProject } from "@/server/domain/dbt-models/schema";
import { setDbtProjectEnabled } from "@/server/domain/dbt-models/set-enabled";
import { updateDbtProject } from "@/server/domain/dbt-models/update-dbt-project";
import { listWarehouseSources } from "@/server/domain/dbt-models/warehouse-sources";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { addSource, gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { commit, type DbtWorld, dbtProjectOn, lastRun, project, smallProject, warehouseSource, work } from "./world";

const { db } = await productDatabase();
const world = await gitWorld();
const gateway = createGitGateway();
const deps = { git: createProjectGit(), engine: createDbtEngine() };

async function loadedProject(given: Parameters<typeof dbtProjectOn>[2] = {}, files = smallProject()) {
  const set = await dbtProjectOn(db, world, given);
  commit(world, set.branch, files);
  await work(set);
  return set;
}

const update = ({ ctx, projectId }: DbtWorld, changes: object) =>
  updateDbtProject(ctx, gateway, UpdateDbtProject.parse({ id: projectId, ...changes }));

describe("setting up", () => {
  it("offers warehouse sources, with what they say of their database", async () => {
    const { ctx } = await freshWorkspace(db);
    await addSource(ctx, "website");
    const id = await warehouseSource(ctx, "lake");
    expect(await listWarehouseSources(ctx)).toEqual([
      { id, name: "Warehouse lake", enabled: true, adapter: "postgres", database: "analytics" },
    ]);
  });

  it("finds the dbt projects of a repository, without packages and their tests", async () => {
    const set = await dbtProjectOn(db, world);
    commit(world, set.branch, {
      ...smallProject("a/b/"),
      ...smallProject(""),
      ...smallProject("a/b/dbt_packages/utils/"),
      ...smallProject("pkg/integration_tests/"),
    });
    const { ctx, connectionId, branch } = set;
    const place = { connectionId, url: world.host.url, branch };
    expect(await findCandidates(ctx, { gateway, git: deps.git }, place)).toMatchObject({ paths: ["", "a/b"] });
    await expect(findCandidates(ctx, { gateway, git: deps.git }, { ...place, branch: "nope" })).rejects.toMatchObject({
      code: "git",
      fields: [{ path: "branch" }],
    });
  });

  it("takes the path of the file as Segment asks for it", () => {
    const path = (text: string) => CreateDbtProject.shape.path.safeParse(text);
    expect(path("project/dbt_project.yml").data).toBe("project");
    expect(path("./project/").data).toBe("project");
    expect(path("dbt_project.yml").data).toBe("");
    expect(path("../other").success).toBe(false);
    expect(path("a/../../b").success).toBe(false);
  });

  it("refuses a source without a warehouse, a taken name, wrong vars, and secret names in the environment", async () => {
    const set = await dbtProjectOn(db, world);
    const { ctx, connectionId, branch } = set;
    const website = (await addSource(ctx, "website")).id;
    const input = { name: "Two", connectionId, url: world.host.url, branch, database: "a", schema: "b" };
    const create = (more: object) =>
      createDbtProject(ctx, gateway, CreateDbtProject.parse({ ...input, sourceId: set.sourceId, ...more }));
    await expect(create({ sourceId: website })).rejects.toMatchObject({ fields: [{ path: "sourceId" }] });
    await expect(create({ sourceId: "gone" })).rejects.toMatchObject({ fields: [{ path: "sourceId" }] });
    await expect(create({ name: "Shop" })).rejects.toMatchObject({ code: "conflict", fields: [{ path: "name" }] });
    await expect(create({ vars: "[1, 2]" })).rejects.toMatchObject({ fields: [{ path: "vars" }] });
    await expect(create({ vars: "{a: [" })).rejects.toMatchObject({ fields: [{ path: "vars" }] });
    expect(CreateDbtProject.shape.env.safeParse({ DBT_ENV_SECRET_TOKEN: "x" }).success).toBe(false);
  });

  it("lets several projects of a workspace share a connection, which then cannot be deleted", async () => {
    const set = await dbtProjectOn(db, world);
    const { ctx, connectionId, branch, sourceId } = set;
    const input = { name: "Another", connectionId, url: world.host.url, branch, database: "a", schema: "b", sourceId };
    await createDbtProject(ctx, gateway, CreateDbtProject.parse(input));
    expect((await listDbtProjects(ctx)).map(({ name }) => name)).toEqual(["Another", "Shop"]);
    await expect(removeGitConnection(ctx, connectionId)).rejects.toMatchObject({ code: "in-use" });
  });
});

describe("vars, environment and target", () => {
  const templated = {
    ...smallProject(),
    "transform/models/told.sql": "select '{{ var('who') }} {{ env_var('WHERE', 'nowhere') }} {{ target.name }}' as x",
  };
  const sqlOf = async ({ ctx, projectId }: DbtWorld) =>
    (await getModel(ctx, { projectId, uniqueId: "model.shop.told" })).compiledSql;

  it("are what templates see, and changing them loads the models anew", async () => {
    const set = await loadedProject({ vars: "who: them", env: { WHERE: "here" } }, templated);
    expect(await sqlOf(set)).toBe("select 'them here prod' as x");
    const { runId } = await update(set, { vars: '{"who": "us"}', env: { WHERE: null }, targetName: "dev" });
    expect(await project(set)).toMatchObject({ loaded: { current: false }, activeRunId: runId, envNames: [] });
    await work(set);
    expect(await lastRun(set)).toMatchObject({ trigger: "settings", status: "succeeded" });
    expect(await sqlOf(set)).toBe("select 'us nowhere dev' as x");
    expect((await project(set)).loaded?.current).toBe(true);
  });

  it("keep environment values to themselves", async () => {
    const set = await loadedProject({ env: { TOKEN_NAME: "hidden-value-1" } });
    const row = await db.dbtProject.findUniqueOrThrow({ where: { id: set.projectId } });
    expect(projectEnv(row)).toEqual({ TOKEN_NAME: "hidden-value-1" });
    expect(JSON.stringify([row, await project(set), await lastRun(set)])).not.toContain("hidden-value-1");
    const trail = await db.auditEvent.findMany({ where: { workspaceId: set.ctx.workspace.id } });
    expect(JSON.stringify(trail)).not.toContain("hidden-value-1");
  });

  it("a new name alone asks for no run", async () => {
    const set = await loadedProject();
    expect(await update(set, { name: "Store", path: "transform/" })).toEqual({ runId: null });
    expect((await project(set)).name).toBe("Store");
  });

  it("a run that settings overtook does not put its result in force", async () => {
    const set = await loadedProject();
    await requestModelSync(set.ctx, set.projectId);
    const { engine } = deps;
    const overtaken: typeof engine = {
      ...engine,
      load: async (id, request) => {
        if (request.settings.schema === "prod") await update(set, { schema: "other" });
        return engine.load(id, request);
      },
    };
    await work(set, { engine: overtaken });
    const runs = await db.dbtRun.findMany({ where: { projectId: set.projectId }, orderBy: { requestedAt: "asc" } });
    expect(runs.map(({ trigger, status }) => [trigger, status])).toEqual([
      ["initial", "succeeded"],
      ["manual", "cancelled"],
      ["settings", "succeeded"],
    ]);
    const model = await getModel(set.ctx, { projectId: set.projectId, uniqueId: "model.shop.orders" });
    expect(model.relation.name).toBe('"analytics"."other"."orders"');
  });
});

describe("a project's life", () => {
  it("asks for one sync at a time, and by its source for the Public API", async () => {
    const set = await loadedProject();
    const first = await requestModelSync(set.ctx, set.projectId);
    expect(await requestModelSync(set.ctx, set.projectId)).toEqual(first);
    expect(await triggerModelSync(set.ctx, set.sourceId)).toEqual({
      syncs: [{ ...first, projectId: set.projectId, status: "queued" }],
    });
    await expect(triggerModelSync(set.ctx, "unknown")).rejects.toMatchObject({ code: "not-found" });
  });

  it("is switched off and on, and looks at the branch when it is on again", async () => {
    const set = await loadedProject();
    await setDbtProjectEnabled(set.ctx, { id: set.projectId, enabled: false });
    expect(await project(set)).toMatchObject({ enabled: false, activeRunId: null });
    await setDbtProjectEnabled(set.ctx, { id: set.projectId, enabled: true });
    await work(set);
    expect(await lastRun(set)).toMatchObject({
      trigger: "poll",
      status: "succeeded",
      notes: [{ kind: "nothing-new" }],
    });
  });

  it("ends with its models, runs and copies", async () => {
    const set = await loadedProject();
    await removeDbtProject(set.ctx, deps, set.projectId);
    expect(await listDbtProjects(set.ctx)).toEqual([]);
    expect(await db.dbtNode.count({ where: { projectId: set.projectId } })).toBe(0);
    await expect(project(set)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("rights", () => {
  it("everything that changes is for those who manage extensions; everybody of the workspace may look", async () => {
    const owner = await freshWorkspace(db);
    const set = await dbtProjectOn(db, world);
    const ctx = { ...set.ctx, access: owner.as("Source Read-only").access };
    const id = set.projectId;
    const input = { name: "X", connectionId: set.connectionId, sourceId: set.sourceId, url: world.host.url };
    const denied = [
      () =>
        createDbtProject(ctx, gateway, CreateDbtProject.parse({ ...input, branch: "b", database: "d", schema: "s" })),
      () => updateDbtProject(ctx, gateway, UpdateDbtProject.parse({ id, name: "Y" })),
      () => removeDbtProject(ctx, deps, id),
      () => requestModelSync(ctx, id),
      () => rotateWebhookSecret(ctx, id),
      () => setDbtProjectEnabled(ctx, { id, enabled: false }),
      () => listWarehouseSources(ctx),
    ];
    for (const each of denied) await expect(each()).rejects.toMatchObject({ code: "forbidden" });
    expect((await getDbtProject(ctx, id)).name).toBe("Shop");
    await expect(getDbtProject({ ...ctx, access: { grants: [] } }, id)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("another workspace's project is not there", async () => {
    const set = await dbtProjectOn(db, world);
    const { ctx } = await freshWorkspace(db);
    const id = set.projectId;
    const absent = [
      () => getDbtProject(ctx, id),
      () => requestModelSync(ctx, id),
      () => removeDbtProject(ctx, deps, id),
      () => rotateWebhookSecret(ctx, id),
      () => updateDbtProject(ctx, gateway, UpdateDbtProject.parse({ id, name: "Y" })),
      () => getModel(ctx, { projectId: id, uniqueId: "model.shop.orders" }),
    ];
    for (const each of absent) await expect(each()).rejects.toMatchObject({ code: "not-found" });
  });
});
