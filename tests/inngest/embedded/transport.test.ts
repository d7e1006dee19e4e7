import { Inngest } from "inngest";
import { serve } from "inngest/edge";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inTransaction } from "@/inngest/embedded/database";
import { insertEvents } from "@/inngest/embedded/events";
import { purge } from "@/inngest/embedded/purge";
import { createEmbeddedTransport, embeddedClientOptions } from "@/inngest/embedded/transport";
import { type ExecutorDatabase, startExecutorDatabase } from "../../support/executor-database";
import { silent } from "./scenarios/backends";

let database: ExecutorDatabase;
beforeAll(async () => {
  database = await startExecutorDatabase();
});
beforeEach(() => database.pool.query("truncate executor_event, executor_run, executor_step"));
afterAll(() => database.close());

const connect = () => new Inngest({ id: "app", logger: silent, ...embeddedClientOptions(() => database.pool) });
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  createEmbeddedTransport(() => database.pool)(`http://embedded.invalid${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers,
  });
const stored = async () => (await database.pool.query("select name, payload from executor_event order by seq")).rows;

describe("sending", () => {
  test("stores the event where no executor runs", async () => {
    const { ids } = await connect().send({ name: "a/b", data: { text: "nul \u0000 and \ud83d\ude00" } });
    expect(ids).toHaveLength(1);
    const [row] = await stored();
    expect(JSON.parse(row.payload)).toMatchObject({
      name: "a/b",
      data: { text: "nul \u0000 and \ud83d\ude00" },
      user: {},
    });
  });

  test("a repeated request with the same seed stores its events once and gives the same ids", async () => {
    const seed = { "x-inngest-event-id-seed": "1795314459876,VCbO/kg9VrsLLw==" };
    const first = await (await post("/e/local", [{ name: "a/b" }, { name: "a/c" }], seed)).json();
    const second = await (await post("/e/local", [{ name: "a/b" }, { name: "a/c" }], seed)).json();
    expect(second).toEqual(first);
    expect(await stored()).toHaveLength(2);
  });

  test("refuses the names that belong to the executor", async () => {
    const answer = await post("/e/local", [{ name: "inngest/function.failed", data: {} }]);
    expect(answer.status).toBe(400);
    expect(await stored()).toEqual([]);
  });

  test.each([[{ name: "" }], [{ name: "a/b", data: "text" }], [{ data: {} }]])("refuses %j", async (event) => {
    expect((await post("/e/local", [event])).status).toBe(400);
  });

  test("refuses an event over 3 MiB", async () => {
    expect((await post("/e/local", [{ name: "a/b", data: { text: "x".repeat(3 * 1024 * 1024) } }])).status).toBe(400);
  });

  test("takes part in the caller's transaction", async () => {
    const sending = inTransaction(database.pool, async (tx) => {
      await insertEvents(tx, [{ name: "a/b" }]);
      throw new Error("changed my mind");
    });
    await expect(sending).rejects.toThrow("changed my mind");
    expect(await stored()).toEqual([]);
  });
});

describe("the served endpoint", () => {
  const handler = () => {
    const client = connect();
    const fn = client.createFunction({ id: "fn", triggers: [] }, async () => "ran");
    return serve({ client, functions: [fn], enableUnauthedSync: false });
  };
  const call = { version: 1, event: { name: "x", data: {} }, events: [], steps: {}, ctx: { run_id: "r" } };

  test.each(["POST", "PUT"])("refuses an unsigned %s", async (method) => {
    const url = "http://127.0.0.1/api/inngest?fnId=app-fn&stepId=step";
    const answer = await handler()(
      new Request(url, { method, headers: { host: "127.0.0.1" }, body: JSON.stringify(call) }),
    );
    expect(answer.status).toBe(401);
  });
});

describe("a checkpoint", () => {
  const steps = [{ id: "s", op: "StepRun", data: 1 }];

  test("of a run that is not there or not ours is refused as stale", async () => {
    expect((await post("/v1/checkpoint/none/async", { qi_id: "t", steps })).status).toBe(409);
  });

  test("with something else than finished steps is refused", async () => {
    const answer = await post("/v1/checkpoint/none/async", { qi_id: "t", steps: [{ id: "s", op: "DeferAdd" }] });
    expect(answer.status).toBe(400);
  });
});

describe("purging", () => {
  test("deletes what ended long ago and keeps what is alive", async () => {
    const insert = (id: string, ended: string) =>
      database.pool.query(
        `insert into executor_run (id, function_id, event_id, events, order_at, ended_at)
         values ($1, 'fn', 'e', '[]', now(), ${ended})`,
        [id],
      );
    await insert("old", "now() - interval '3 days'");
    await insert("new", "now()");
    await insert("alive", "null");
    await database.pool.query(
      "insert into executor_step (run_id, step_id, kind, memo) values ('old', 's', 'run', '{}')",
    );
    await purge(database.pool, 2 * 86_400_000);
    expect((await database.pool.query("select id from executor_run order by id")).rows).toEqual([
      { id: "alive" },
      { id: "new" },
    ]);
    expect((await database.pool.query("select 1 from executor_step")).rows).toEqual([]);
  });
});
