import { createHmac } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { startJobs } from "@/inngest/start-jobs";
import { createCaller } from "@/server/api/root";
import { receivePush } from "@/server/domain/dbt-models/receive-push";
import { createResource } from "@/server/domain/resources/create-resource";
import {
  commit,
  type DbtWorld,
  dbtProjectOn,
  postgresCatalogId,
  smallProject,
  warehouseSource,
} from "@/tests/domain/dbt-models/world";
import { connect, gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

const { db, url } = await productDatabase({ own: true });
const world = await gitWorld();
const executor = await startJobs();
afterAll(() => executor?.stop());

/** Waits until `read` gives what is wanted: the executor works by itself. */
async function until<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  return expect.poll(read, { timeout: 100_000, interval: 100 }).toSatisfy(isWanted).then(read);
}

function callerFor({ ctx }: Pick<DbtWorld, "ctx">) {
  if (ctx.actor.type !== "user") throw new Error("The owner is a person.");
  const { id: accountId, email, name } = ctx.actor;
  return createCaller({ db, signedIn: { accountId, email, name, sessionId: "s" } }).dbtModels;
}

describe("the durable functions of dbt models", () => {
  it("load a project when it is set up, and again when the host tells of a push", async () => {
    const set = await dbtProjectOn(db, world, { branch: "durable" });
    const api = callerFor(set);
    const at = { workspace: set.ctx.workspace.slug, id: set.projectId };
    // The branch comes after the first run has failed for want of it.
    await until(
      () => api.get(at),
      ({ failure }) => failure?.class === "branch-not-found",
    );
    commit(world, set.branch, smallProject());
    const body = Buffer.from(JSON.stringify({ ref: `refs/heads/${set.branch}` }));
    const signature = createHmac("sha256", set.webhookSecret).update(body).digest("hex");
    const headers = new Map([
      ["x-github-event", "push"],
      ["x-hub-signature-256", `sha256=${signature}`],
    ]);
    const header = (name: string) => headers.get(name) ?? null;
    expect(await receivePush(db, { projectId: set.projectId, header, body })).toEqual({ kind: "accepted" });
    const shown = await until(
      () => api.get(at),
      ({ loaded }) => loaded !== null,
    );
    expect(shown).toMatchObject({ failure: null, loaded: { counts: { models: 2 } } });
    expect(shown.webhookUrl).toMatch(new RegExp(`/api/webhooks/dbt/${set.projectId}$`));
  });
});

describe("a warehouse that knows more than the files", () => {
  it("makes a star over a source whole by itself, with one more run", async () => {
    await db.$executeRawUnsafe("CREATE SCHEMA app");
    await db.$executeRawUnsafe("CREATE VIEW app.users AS SELECT 1 AS id, 'x'::text AS email");
    const target = new URL(url);
    const database = target.pathname.slice(1);
    const { hostname, port, username } = target;
    const password = decodeURIComponent(target.password) || "any-password";
    const state = {
      ...{ slug: "real", name: "Real", enabled: true, metadata: { id: postgresCatalogId } },
      settings: { hostname, port, database, username, password },
    };
    commit(world, "starred", {
      ...smallProject(),
      "transform/models/app.yml": "sources: [{name: app, tables: [{name: users}]}]",
      "transform/models/users.sql": "select *, 1 as extra from {{ source('app', 'users') }}",
    });
    const given = { branch: "starred", database };
    const set = await dbtProjectOn(db, world, given, async (ctx) => {
      const { id } = await createResource(ctx, { kind: "source", state });
      return id;
    });
    const api = callerFor(set);
    const at = { workspace: set.ctx.workspace.slug, projectId: set.projectId };
    const { columns } = await until(
      () => api.model({ ...at, uniqueId: "model.shop.users" }).catch(() => null),
      (model) => model?.columns.complete === true,
    ).then((model) => model ?? { columns: null });
    expect(columns?.columns.map(({ name }) => name)).toEqual(["id", "email", "extra"]);
    const { items } = await until(
      () => api.runs(at),
      ({ items }) => items.every(({ status }) => status === "succeeded"),
    );
    expect(items.map(({ trigger }) => trigger)).toEqual(["warehouse", "initial"]);
  });
});

describe("the API of dbt models", () => {
  it("sets up, lists, shows, syncs and ends a project", async () => {
    const { ctx } = await freshWorkspace(db);
    const api = callerFor({ ctx });
    const at = { workspace: ctx.workspace.slug };
    commit(world, "api", smallProject("dbt/"));
    const connectionId = await connect(ctx, world);
    await warehouseSource(ctx);
    const [source] = await api.warehouseSources(at);
    const place = { connectionId, url: world.host.url, branch: "api" };
    const { paths } = await api.candidates({ ...at, ...place });
    expect(paths).toEqual(["dbt"]);
    const settings = { name: "Shop", sourceId: source?.id ?? "", path: "dbt", database: "lake", schema: "prod" };
    const { id, runId, webhookSecret } = await api.create({ ...at, ...place, ...settings });
    expect(webhookSecret).toMatch(/^[\w-]{32}$/);
    await until(
      () => api.get({ ...at, id }),
      ({ loaded }) => loaded !== null,
    );
    expect((await api.list(at)).map(({ name }) => name)).toEqual(["Shop"]);
    expect((await api.models({ ...at, projectId: id, query: "cust" })).items).toMatchObject([{ name: "customers" }]);
    const uniqueId = "model.shop.customers";
    expect(await api.model({ ...at, projectId: id, uniqueId })).toMatchObject({ state: "ready", fileLink: null });
    expect((await api.lineage({ ...at, projectId: id, uniqueId })).nodes).toHaveLength(2);
    expect((await api.filters({ ...at, projectId: id })).tags).toEqual([{ value: "mart", count: 1 }]);
    expect((await api.run({ ...at, id: runId })).status).toBe("succeeded");
    await api.update({ ...at, id, schema: "other" });
    await until(
      () => api.get({ ...at, id }),
      ({ loaded, activeRunId }) => loaded?.current === true && !activeRunId,
    );
    const [latest] = (await api.runs({ ...at, projectId: id })).items;
    const { items } = await api.runChanges({ ...at, runId: latest?.id ?? "" });
    expect(items.map(({ facts }) => facts.relation?.after)).toContain('"lake"."other"."customers"');
    await api.setEnabled({ ...at, id, enabled: false });
    const next = await api.requestSync({ ...at, id });
    await until(
      () => api.run({ ...at, id: next.runId }),
      ({ status }) => status === "succeeded",
    );
    await api.rotateWebhookSecret({ ...at, id });
    expect(await api.removeManifest({ ...at, id })).toEqual({ runId: null });
    await api.remove({ ...at, id });
    expect(await api.list(at)).toEqual([]);
  });
});
