import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertEvents } from "@/inngest/embedded/events";
import { type ExecutorDatabase, startExecutorDatabase } from "../../support/executor-database";

type Seen = { who: string; what: string; detail: string };

let database: ExecutorDatabase;
const children: ChildProcess[] = [];

async function startProcess(who: string): Promise<ChildProcess> {
  const file = fileURLToPath(new URL("./processes/worker.ts", import.meta.url));
  const child = fork(file, [database.url, who], { execArgv: ["--import", "tsx"], stdio: "inherit" });
  children.push(child);
  await new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", reject);
  });
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

async function seen(): Promise<Seen[]> {
  return (await database.pool.query<Seen>("select who, what, detail from seen order by n")).rows;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 25_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`it did not happen; seen: ${JSON.stringify(await seen())}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function ended(count: number): Promise<boolean> {
  const { rows } = await database.pool.query("select status from executor_run where ended_at is not null");
  return rows.length === count;
}

beforeAll(async () => {
  database = await startExecutorDatabase();
  await database.pool.query("create table seen (n bigserial, who text, what text, detail text)");
});
beforeEach(() => database.pool.query("truncate seen, executor_event, executor_run, executor_step, executor_job"));
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
});
afterAll(() => database.close());

describe("several processes on one database", () => {
  test.each(["checkpointed", "stepwise"])("a %s run goes on in another process after kill -9 in a step", async (id) => {
    const victim = await startProcess("victim");
    await insertEvents(database.pool, [{ name: `test/${id}` }]);
    await until(async () => (await seen()).some(({ what }) => what === "slow begins"));
    await kill(victim);
    await startProcess("heir");
    await until(() => ended(1));
    expect((await seen()).map(({ who, what }) => `${who}: ${what}`)).toEqual([
      "victim: first",
      "victim: slow begins",
      "heir: slow begins",
      "heir: slow ends",
      "heir: last",
    ]);
    const { rows } = await database.pool.query("select status, output from executor_run");
    expect(rows).toEqual([{ status: "completed", output: '"done"' }]);
  });

  test("a sleeping run is woken by another process", async () => {
    const first = await startProcess("first");
    await insertEvents(database.pool, [{ name: "test/checkpointed" }]);
    await until(async () => {
      const { rowCount } = await database.pool.query("select 1 from executor_step where kind = 'sleep'");
      return rowCount === 1;
    });
    await kill(first);
    await startProcess("second");
    await until(() => ended(1));
    const whats = (await seen()).map(({ what }) => what);
    expect(whats).toEqual([...new Set(whats)]);
    expect(whats.at(-1)).toBe("last");
  });

  test("a concurrency limit of one per key holds between two processes that share the work", async () => {
    await Promise.all([startProcess("left"), startProcess("right")]);
    const keys = Array.from({ length: 40 }, (_, n) => ({
      name: "test/exclusive",
      data: { key: n % 4 === 0 ? "b" : "a" },
    }));
    await insertEvents(database.pool, keys);
    await until(() => ended(40));
    for (const key of ["a", "b"]) {
      const whats = (await seen()).filter(({ detail }) => detail === key).map(({ what }) => what);
      expect(whats).toEqual(whats.map((_, n) => (n % 2 === 0 ? "in" : "out")));
    }
    expect(new Set((await seen()).map(({ who }) => who))).toEqual(new Set(["left", "right"]));
  });

  test("a cron slot starts one run, whichever process sees it first", async () => {
    await Promise.all([startProcess("left"), startProcess("right")]);
    await database.pool.query("update executor_cron set next_at = now() - interval '1 hour'");
    await until(() => ended(1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await seen()).map(({ what }) => what)).toEqual(["cron"]);
    const { rows } = await database.pool.query("select next_at > now() as ahead from executor_cron");
    expect(rows).toEqual([{ ahead: true }]);
  });
});
