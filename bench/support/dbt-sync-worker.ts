// The product's process of the benchmark of model syncs: does one job after another for its parent.
import { filledWorkspace } from "@/bench/support/sync-data";
import type { Ctx } from "@/server/core/ctx";
import { database } from "@/server/db";
import { createDbtProject } from "@/server/domain/dbt-models/create-dbt-project";
import { requestModelSync } from "@/server/domain/dbt-models/request-sync";
import type { Phase } from "@/server/domain/dbt-models/run-recorder";
import { CreateDbtProject } from "@/server/domain/dbt-models/schema";
import { syncProject } from "@/server/domain/dbt-models/sync-project";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { createResource } from "@/server/domain/resources/create-resource";
import { createDbtEngine } from "@/server/integrations/dbt/engine";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createProjectGit } from "@/server/integrations/git/project-git";

type Input = Record<string, string | number>;

const { db, pool } = database();
const gateway = createGitGateway();
const postgresCatalogId = "WvlvcGEJsT";
let place: { ctx: Ctx; connectionId: string; sourceId: string } | null = null;

const jobs: Record<string, (input: Input) => Promise<unknown>> = {
  /** A workspace with a connection and a warehouse source; answers the public half of the connection's key. */
  async prepare() {
    const ctx = await filledWorkspace(db, pool, "bench", 0);
    const { privateKey, publicKey } = gateway.generateKey("bench");
    const key = { name: "Bench", service: "127.0.0.1", confirmedHostKeys: [], privateKey };
    const connection = await createGitConnection(ctx, gateway, { method: "ssh-key", ...key });
    const settings = { hostname: "db.example.com", port: "5432", database: "analytics", username: "etl" };
    const state = { slug: "wh", name: "Warehouse", enabled: true, metadata: { id: postgresCatalogId }, settings };
    const source = await createResource(ctx, { kind: "source", state });
    place = { ctx, connectionId: connection.id, sourceId: source.id };
    return publicKey;
  },
  /** A project on a branch and its first sync; answers its id and what each phase took, in ms. */
  async first({ url, branch }) {
    const { ctx, ...ids } = prepared();
    const facts = { name: String(branch), path: "", database: "analytics", schema: "bench", targetName: "dev" };
    const { id } = await createDbtProject(ctx, gateway, CreateDbtProject.parse({ ...ids, ...facts, url, branch }));
    return { id, phases: await work(id) };
  },
  async again({ id }) {
    await requestModelSync(prepared().ctx, String(id));
    return work(String(id));
  },
};

function prepared() {
  if (!place) throw new Error("Nothing is prepared.");
  return place;
}

async function work(projectId: string): Promise<Record<string, number>> {
  const deps = { db, git: createProjectGit(), engine: createDbtEngine() };
  while ((await syncProject(deps, projectId)).next === "again");
  const run = await db.dbtRun.findFirstOrThrow({ where: { projectId }, orderBy: { startedAt: "desc" } });
  if (run.status !== "succeeded") throw new Error(JSON.stringify(run.failure));
  const phases = run.phases as unknown as readonly Phase[];
  return Object.fromEntries(phases.map(({ name, ms }) => [name, ms ?? 0]));
}

process.on("message", (message: { job: string; input: Input }) => {
  jobs[message.job]?.(message.input).then(
    (value) => process.send?.({ value }),
    (error: Error) => process.send?.({ error: `${message.job}: ${error.stack ?? error.message}` }),
  );
});
