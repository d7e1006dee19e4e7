import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Inngest, type InngestFunction } from "inngest";
import { serve as serveEdge } from "inngest/edge";
import { serve as serveNode } from "inngest/node";
import { createEmbeddedExecutor } from "@/inngest/embedded/executor";
import { embeddedClientOptions } from "@/inngest/embedded/transport";
import { startExecutorDatabase } from "../../../support/executor-database";
import type { RunOutcome } from "./scenario";

/** Something that runs functions: the embedded executor, or an Inngest server. */
export type Backend = {
  client: Inngest.Any;
  start(functions: InngestFunction.Any[]): Promise<void>;
  /** Runs of one event that have ended, in the order in which they began; `live` counts those that have not. */
  runsOf(eventId: string): Promise<{ ended: RunOutcome[]; live: number }>;
  stop(): Promise<void>;
};

export const silent = { info() {}, warn() {}, error() {}, debug() {} };
const STATUS: Record<string, string> = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" };

export async function embeddedBackend(): Promise<Backend> {
  const database = await startExecutorDatabase();
  const client = new Inngest({ id: "rec", logger: silent, ...embeddedClientOptions(() => database.pool) });
  let executor: ReturnType<typeof createEmbeddedExecutor> | undefined;
  return {
    client,
    async start(functions) {
      const handler = serveEdge({ client, functions, enableUnauthedSync: false });
      executor = createEmbeddedExecutor({ pool: database.pool, handler, functions, client, retryDelayMs: () => 100 });
      await executor.start();
    },
    async runsOf(eventId) {
      const { rows } = await database.pool.query<{ status: string; output: string | null }>(
        "select status, output from executor_run where event_id = $1 order by id",
        [eventId],
      );
      const ended = rows.flatMap(({ status, output }) => {
        const wire = STATUS[status];
        return wire ? [{ status: wire, output: output === null ? null : JSON.parse(output) }] : [];
      });
      return { ended, live: rows.length - ended.length };
    },
    async stop() {
      await executor?.stop();
      await database.close();
    },
  };
}

type ApiRun = { run_id: string };

/** An Inngest dev server at `url`, with fresh state and `--retry-interval 1`. */
export function serverBackend(url: string): Backend {
  const client = new Inngest({ id: "rec", logger: silent, isDev: true, baseUrl: url });
  let server: Server | undefined;
  /** The API tells outcomes late, and no result of a run with checkpoints; the event that follows every run has both. */
  const ends = new Map<string, RunOutcome>();
  const listener = client.createFunction(
    { id: "results", triggers: [{ event: "inngest/function.finished" }], checkpointing: false },
    async ({ event }) => {
      const { run_id, result, _inngest } = event.data as {
        run_id: string;
        result?: unknown;
        _inngest: { status: string };
      };
      ends.set(run_id, { status: _inngest.status, output: result });
    },
  );
  return {
    client,
    async start(functions) {
      server = createServer(serveNode({ client, functions: [...functions, listener] }));
      await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
      const { port } = server.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
      if (!answer.ok) throw new Error(`the server at ${url} did not register the functions: ${await answer.text()}`);
    },
    async runsOf(eventId) {
      const answer = await fetch(`${url}/v1/events/${eventId}/runs`);
      const { data } = (await answer.json()) as { data: ApiRun[] | null };
      const runs = data ?? [];
      const ended = runs.flatMap(({ run_id }) => ends.get(run_id) ?? []);
      return { ended, live: runs.length - ended.length };
    },
    async stop() {
      server?.closeAllConnections();
      server?.close();
    },
  };
}
