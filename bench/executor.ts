import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { Pool } from "pg";
import { figure, median } from "@/bench/support/figure";
import { createEmbeddedExecutor } from "@/inngest/embedded/executor";
import { embeddedClientOptions } from "@/inngest/embedded/transport";
import type { Figure } from "@/server/cli/bench";
import { startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";

const RUNS = 50;
const WARM_UP = 10;
const SPACING_MS = 30;
/** Milliseconds of an Inngest dev server, recorded on a machine of the same kind. */
const PEER = { start: 219, tenSteps: 284, burst: 949 };

const peer = "Inngest dev server";

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Resolves for each event when its function begins, and when it has done its last step. */
function makeFunctions(client: Inngest.Any) {
  const began = new Map<number, (at: number) => void>();
  const ended = new Map<number, (at: number) => void>();
  const one = client.createFunction({ id: "one", triggers: [{ event: "bench/one" }] }, async ({ event }) => {
    began.get(event.data.n)?.(performance.now());
  });
  const ten = (id: string, checkpointing: boolean) =>
    client.createFunction({ id, triggers: [{ event: `bench/${id}` }], checkpointing }, async ({ event, step }) => {
      for (let i = 0; i < 10; i++) await step.run(`step ${i}`, () => i);
      ended.get(event.data.n)?.(performance.now());
    });
  return { functions: [one, ten("ten", true), ten("ten-stepwise", false)], began, ended };
}

async function measure(url: string): Promise<Figure[]> {
  const pool = new Pool({ connectionString: url, max: 10 });
  const silent = { info() {}, warn() {}, error() {}, debug() {} };
  const client = new Inngest({ id: "bench", logger: silent, ...embeddedClientOptions(() => pool) });
  const { functions, began, ended } = makeFunctions(client);
  const handler = serve({ client, functions, enableUnauthedSync: false });
  const executor = createEmbeddedExecutor({ pool, handler, functions, client });
  await executor.start();
  let n = 0;
  const once = async (name: string, hears: Map<number, (at: number) => void>) => {
    const id = n++;
    const heard = new Promise<number>((resolve) => hears.set(id, resolve));
    const sentAt = performance.now();
    await client.send({ name, data: { n: id } });
    return (await heard) - sentAt;
  };
  const spaced = async (name: string, hears: typeof began) => {
    const times: number[] = [];
    for (let i = 0; i < WARM_UP + RUNS; i++) {
      times.push(await once(name, hears));
      await pause(SPACING_MS);
    }
    return median(times.slice(WARM_UP));
  };
  const start = await spaced("bench/one", began);
  const ten = await spaced("bench/ten", ended);
  const stepwise = await spaced("bench/ten-stepwise", ended);
  const burst = median(await Promise.all(Array.from({ length: RUNS }, () => once("bench/one", began))));
  await executor.stop();
  await pool.end();
  return [
    figure("event to start of its function", "ms", start, peer, PEER.start),
    figure("ten steps", "ms", ten, peer, PEER.tenSteps),
    figure("ten steps, one call each", "ms", stepwise, peer, PEER.tenSteps),
    figure("event to start, fifty at once", "ms", burst, peer, PEER.burst),
  ];
}

/** Measures on the embedded Postgres with every commit on disk, or on the migrated database that `databaseUrl` names. */
export async function run(databaseUrl?: string): Promise<Figure[]> {
  if (databaseUrl) return measure(databaseUrl);
  const dir = mkdtempSync(path.join(tmpdir(), "tributary-bench-"));
  const postgres = await startEmbeddedPostgres(dir);
  try {
    await migrate(postgres.url, fileURLToPath(new URL("../prisma/migrations", import.meta.url)));
    return await measure(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}
