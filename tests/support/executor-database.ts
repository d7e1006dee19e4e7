import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Client, Pool } from "pg";
import { EXECUTOR_TABLES } from "./executor-tables";

export type ExecutorDatabase = { url: string; pool: Pool; close(): Promise<void> };

async function startPglite(): Promise<{ url: string; stop: () => Promise<void> }> {
  const child = fork(fileURLToPath(new URL("./pglite-process.mjs", import.meta.url)), { stdio: "inherit" });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve((message as { port: number }).port));
    child.once("exit", () => reject(new Error("the test database did not start")));
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", () => resolve());
      child.kill("SIGKILL");
    });
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop };
}

/** A new database on the server that EXECUTOR_TEST_SERVER names. */
async function createOnServer(server: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const name = `executor_test_${process.pid}_${Date.now().toString(36)}`;
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  await run(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => run(`drop database ${name} with (force)`) };
}

/** A fresh Postgres with the executor's tables: PGlite, or a real server when EXECUTOR_TEST_SERVER is set. */
export async function startExecutorDatabase(): Promise<ExecutorDatabase> {
  const server = process.env.EXECUTOR_TEST_SERVER;
  const { url, stop } = server ? await createOnServer(server) : await startPglite();
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on("error", () => {});
  await pool.query(EXECUTOR_TABLES);
  const close = async () => {
    await pool.end();
    await stop();
  };
  return { url, pool, close };
}
