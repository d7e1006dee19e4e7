import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { FolderInUseError, findRunningPostgres, startEmbeddedPostgres } from "@/server/embedded/postgres";
import { makeTempDir, removeDir } from "../support/temp-dir";

const starter = fileURLToPath(new URL("./starter.mjs", import.meta.url));
const dirs: string[] = [];

async function dataDir(): Promise<string> {
  const dir = await makeTempDir();
  dirs.push(dir);
  return dir;
}

afterEach(async () => {
  for (const dir of dirs.splice(0)) await removeDir(dir);
});

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe("the embedded Postgres", () => {
  it("is found by commands on the same machine while it runs, also after a start that was refused", async () => {
    const dir = await dataDir();
    expect(findRunningPostgres(dir)).toBeNull();
    const running = await startEmbeddedPostgres(dir);
    await expect(startEmbeddedPostgres(dir)).rejects.toThrow(FolderInUseError);
    expect(findRunningPostgres(dir)).toBe(running.url);
    expect(await query(findRunningPostgres(dir) ?? "", "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await running.stop();
    expect(findRunningPostgres(dir)).toBeNull();
  });

  it("keeps its data over a restart", async () => {
    const dir = await dataDir();
    const first = await startEmbeddedPostgres(dir);
    await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    const second = await startEmbeddedPostgres(dir);
    expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it("refuses a folder that a running process has, and says which process", async () => {
    const dir = await dataDir();
    const first = await startEmbeddedPostgres(dir, { durable: false });
    const second = startEmbeddedPostgres(dir, { durable: false });
    await expect(second).rejects.toThrow(FolderInUseError);
    await expect(second).rejects.toThrow(`in use by process ${first.process.pid}`);
    await first.stop();
  });

  it("takes the folder over from a killed starter, after its database has let go, with everything committed", async () => {
    const dir = await dataDir();
    const child = fork(starter, [dir], { execArgv: ["--import", "tsx"] });
    const [url] = (await once(child, "message")) as [string];
    await query(url, "CREATE TABLE kept AS SELECT 7 AS answer");
    child.kill("SIGKILL");
    const next = await startEmbeddedPostgres(dir);
    expect(await query(next.url, "SELECT answer FROM kept")).toEqual([{ answer: 7 }]);
    await next.stop();
  });

  it("comes back after its own process was killed in the middle of work", async () => {
    const dir = await dataDir();
    const first = await startEmbeddedPostgres(dir);
    await query(first.url, "CREATE TABLE kept AS SELECT generate_series(1, 5000) AS n");
    first.process.kill("SIGKILL");
    await once(first.process, "exit");
    const second = await startEmbeddedPostgres(dir);
    expect(await query(second.url, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 5000 }]);
    await second.stop();
  });
});
