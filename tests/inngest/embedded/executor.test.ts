import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createEmbeddedExecutor, type EmbeddedExecutor, type ExecutorOptions } from "@/inngest/embedded/executor";
import { embeddedClientOptions } from "@/inngest/embedded/transport";
import { type ExecutorDatabase, startExecutorDatabase } from "../../support/executor-database";
import { silent } from "./scenarios/backends";

let database: ExecutorDatabase;
let client: Inngest.Any;
const executors: EmbeddedExecutor[] = [];
const warnings: string[] = [];

beforeAll(async () => {
  database = await startExecutorDatabase();
  client = new Inngest({ id: "app", logger: silent, ...embeddedClientOptions(() => database.pool) });
});
beforeEach(() =>
  database.pool.query("truncate executor_event, executor_run, executor_step, executor_job, executor_limit"),
);
afterEach(async () => {
  await Promise.all(executors.splice(0).map((executor) => executor.stop()));
});
afterAll(() => database.close());

async function execute(functions: InngestFunction.Any[], options: Partial<ExecutorOptions> = {}): Promise<void> {
  const handler = serve({ client, functions, enableUnauthedSync: false });
  const logger = { warn: (_: object, message: string) => warnings.push(message) };
  const base = { pool: database.pool, handler, functions, client, logger, retryDelayMs: () => 50 };
  const executor = createEmbeddedExecutor({ ...base, ...options });
  await executor.start();
  executors.push(executor);
}

type Run = { status: string; output: unknown };

async function outcomeOf(eventId: string | undefined): Promise<Run> {
  for (let i = 0; i < 500; i++) {
    const { rows } = await database.pool.query<{ status: string; output: string | null }>(
      "select status, output from executor_run where event_id = $1 and ended_at is not null",
      [eventId],
    );
    const run = rows[0];
    if (run) return { status: run.status, output: JSON.parse(run.output ?? "null") };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("the run did not end");
}

const send = async (name: string, data: Record<string, unknown> = {}) => (await client.send({ name, data })).ids[0];

describe("parallel steps", () => {
  test("a race goes on with the first branch while the other one still waits", async () => {
    const startedMs = Date.now();
    let afterMs = Number.POSITIVE_INFINITY;
    const fn = client.createFunction({ id: "race", triggers: [{ event: "t/race" }] }, async ({ step, group }) => {
      const winner = await group.parallel({ mode: "race" }, () =>
        Promise.race([step.run("quick", () => "quick"), step.sleep("long", "3s").then(() => "slow")]),
      );
      return step.run("after", () => {
        afterMs = Date.now() - startedMs;
        return `${winner} won`;
      });
    });
    await execute([fn]);
    expect(await outcomeOf(await send("t/race"))).toEqual({ status: "completed", output: "quick won" });
    expect(afterMs).toBeLessThan(2500);
  });

  test("a branch may send the event that its sibling waits for", async () => {
    const fn = client.createFunction({ id: "pair", triggers: [{ event: "t/pair" }] }, async ({ step, event }) => {
      const [found] = await Promise.all([
        step.waitForEvent("wait", { event: "t/answer", timeout: "10s", match: "data.id" }),
        step.sendEvent("send", { name: "t/answer", data: { id: event.data.id, text: "hello" } }),
      ]);
      return found?.data.text;
    });
    await execute([fn]);
    expect(await outcomeOf(await send("t/pair", { id: 7 }))).toEqual({ status: "completed", output: "hello" });
  });
});

describe("limits", () => {
  test("a run of more than a thousand steps fails", async () => {
    const fn = client.createFunction(
      { id: "endless", triggers: [{ event: "t/endless" }], retries: 0 },
      async ({ step }) => {
        for (let i = 0; ; i++) await step.run("again", () => i);
      },
    );
    await execute([fn]);
    expect(await outcomeOf(await send("t/endless"))).toMatchObject({
      status: "failed",
      output: { message: /1000 steps/ },
    });
  });

  test("a wait whose condition cannot be read fails the run and names the reason", async () => {
    const fn = client.createFunction({ id: "odd", triggers: [{ event: "t/odd" }] }, ({ step }) =>
      step.waitForEvent("w", { event: "x", timeout: "1s", if: "async.data.at > timestamp('2026-01-01')" }),
    );
    await execute([fn]);
    const { status, output } = await outcomeOf(await send("t/odd"));
    expect(status).toBe("failed");
    expect(output).toMatchObject({ message: expect.stringContaining("timestamp()") });
  });
});

describe("the executor", () => {
  test("calls a function again when its endpoint fails without an answer", async () => {
    const fn = client.createFunction({ id: "shaky", triggers: [{ event: "t/shaky" }] }, async ({ attempt }) => attempt);
    const served = serve({ client, functions: [fn], enableUnauthedSync: false });
    let calls = 0;
    const handler = (request: Request) => {
      calls += 1;
      if (calls === 1) throw new Error("connection reset");
      return calls === 2 ? Promise.resolve(new Response("<html>", { status: 502 })) : served(request);
    };
    await execute([fn], { handler });
    expect(await outcomeOf(await send("t/shaky"))).toEqual({ status: "completed", output: 2 });
  });

  test("goes on after every one of its database connections was cut", async () => {
    const fn = client.createFunction({ id: "cut", triggers: [{ event: "t/cut" }] }, async ({ step }) => {
      await step.run("one", () => 1);
      await step.sleep("nap", "1s");
      return step.run("two", () => 2);
    });
    await execute([fn]);
    const id = await send("t/cut");
    const { pool } = database;
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    // PGlite has one backend only, which must live: there, nothing is cut.
    await pool.query(cut).catch(() => {});
    expect(await outcomeOf(id)).toEqual({ status: "completed", output: 2 });
  });

  test("an event that cannot be routed does not hold up the others", async () => {
    const fn = client.createFunction({ id: "fine", triggers: [{ event: "t/fine" }] }, async () => "fine");
    await database.pool.query("insert into executor_event (id, name, payload) values ('bad', 't/fine', 'not JSON')");
    await execute([fn]);
    expect(await outcomeOf(await send("t/fine"))).toEqual({ status: "completed", output: "fine" });
    expect(warnings).toContainEqual(expect.stringContaining("(bad)"));
  });

  test("a call that was lost too often fails its run", async () => {
    const fn = client.createFunction({ id: "deadly", triggers: [{ event: "t/deadly" }] }, async () => "survived");
    const id = await send("t/deadly");
    await execute([fn], { maxCalls: 0 });
    for (let i = 0; i < 100; i++) {
      const { rowCount } = await database.pool.query("update executor_job set losses = 6");
      if (rowCount) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await execute([fn]);
    expect(await outcomeOf(id)).toMatchObject({
      status: "failed",
      output: { message: expect.stringContaining("died") },
    });
  });
});
