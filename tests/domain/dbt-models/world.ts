import { randomBytes } from "node:crypto";
import type { Ctx, Db } from "@/server/core/ctx";
import { createDbtProject } from "@/server/domain/dbt-models/create-dbt-project";
import { getDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import { getModelSync, listRunChanges } from "@/server/domain/dbt-models/list-runs";
import type { DbtEngine, ProjectGit } from "@/server/domain/dbt-models/ports";
import { CreateDbtProject } from "@/server/domain/dbt-models/schema";
import { type SyncOutcome, syncProject } from "@/server/domain/dbt-models/sync-project";
import { createResource } from "@/server/domain/resources/create-resource";
import type { ResourceState } from "@/server/hcl/schema";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createProjectGit } from "@/server/integrations/git/project-git";
import { connect, type GitWorld } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";
import { foreignCommit, plainGit } from "@/tests/support/plain-git";

export const postgresCatalogId = "WvlvcGEJsT";

export const files = {
  project: "name: shop\nversion: '1.0'\nmodels: {shop: {marts: {+materialized: table, +tags: [mart]}}}\n",
  orders: "select 1 as order_id, 2 as amount, 'x' as email",
  customers: "select order_id as id, email from {{ ref('orders') }}",
  properties:
    "models:\n  - name: customers\n    description: Who buys\n    columns:\n      - {name: id, description: The key, tests: [unique, not_null]}\n",
};

/** A small project in the given folder. */
export function smallProject(folder = "transform/"): Record<string, string> {
  return {
    [`${folder}dbt_project.yml`]: files.project,
    [`${folder}models/staging/orders.sql`]: files.orders,
    [`${folder}models/marts/customers.sql`]: files.customers,
    [`${folder}models/marts/customers.yml`]: files.properties,
  };
}

/** Lets a repository's host leave content out of what it sends, as the large hosts do. */
export function allowPartialFetch({ host }: GitWorld): void {
  for (const name of ["allowFilter", "allowAnySHA1InWant"])
    plainGit(host.repositoryDir, ["config", `uploadpack.${name}`, "true"]);
}

export const freshBranch = () => `b-${randomBytes(5).toString("hex")}`;

export const commit = (
  { host }: GitWorld,
  branch: string,
  content: Record<string, string | null>,
  message = "By hand",
): string => foreignCommit(host.repositoryDir, content, message, branch);

export async function warehouseSource(ctx: Ctx, slug = `wh-${randomBytes(4).toString("hex")}`): Promise<string> {
  const state: ResourceState = {
    slug,
    name: `Warehouse ${slug}`,
    enabled: true,
    metadata: { id: postgresCatalogId },
    settings: { hostname: "db.example.com", port: "5432", database: "analytics", username: "etl" },
  };
  return (await createResource(ctx, { kind: "source", state })).id;
}

export interface DbtWorld {
  readonly ctx: Ctx;
  readonly branch: string;
  readonly projectId: string;
  readonly connectionId: string;
  readonly sourceId: string;
  readonly webhookSecret: string;
}

type Given = Partial<Parameters<typeof CreateDbtProject.parse>[0] & object>;

/** A workspace with a dbt project set up on a branch of its own; its initial run waits. */
export async function dbtProjectOn(
  db: Db,
  world: GitWorld,
  given: Given = {},
  makeSource: (ctx: Ctx) => Promise<string> = (ctx) => warehouseSource(ctx),
): Promise<DbtWorld> {
  const { ctx } = await freshWorkspace(db);
  const branch = freshBranch();
  const connectionId = await connect(ctx, world);
  const sourceId = await makeSource(ctx);
  const input = CreateDbtProject.parse({
    name: "Shop",
    connectionId,
    sourceId,
    url: world.host.url,
    branch,
    path: "transform",
    database: "analytics",
    schema: "prod",
    ...given,
  });
  const created = await createDbtProject(ctx, createGitGateway(), input);
  return {
    ctx,
    branch: input.branch,
    projectId: created.id,
    connectionId: input.connectionId,
    sourceId,
    webhookSecret: created.webhookSecret,
  };
}

const mostRuns = 10;

/** Works as the durable function does, until there is nothing to do. */
export async function work(
  { ctx, projectId }: DbtWorld,
  deps: { git?: ProjectGit; engine?: DbtEngine } = {},
): Promise<SyncOutcome> {
  const all = { db: ctx.db, git: deps.git ?? createProjectGit(), engine: deps.engine ?? createDbtEngine() };
  for (let run = 0; run < mostRuns; run++) {
    const outcome = await syncProject(all, projectId);
    if (outcome.next !== "again") return outcome;
  }
  throw new Error("The work does not come to an end.");
}

export const project = ({ ctx, projectId }: DbtWorld) => getDbtProject(ctx, projectId);

/** The newest run as its page shows it. */
export async function lastRun({ ctx, projectId }: DbtWorld) {
  const { id } = await ctx.db.dbtRun.findFirstOrThrow({
    where: { projectId },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
  });
  const { items } = await listRunChanges(ctx, { runId: id, kinds: [], limit: 500 });
  return { ...(await getModelSync(ctx, id)), changes: items };
}
