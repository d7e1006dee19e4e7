import { fileURLToPath } from "node:url";
import { Client, Pool } from "pg";
import { migrate } from "@/server/migrate";
import { startTestPostgres, type TestPostgres } from "./test-postgres";

export type ExecutorDatabase = { url: string; pool: Pool; close(): Promise<void> };

const migrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** A new migrated database on the server that EXECUTOR_TEST_SERVER names. */
async function createOnServer(server: string): Promise<TestPostgres> {
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
  await migrate(url.href, migrations);
  return { url: url.href, stop: () => run(`drop database ${name} with (force)`) };
}

/**
 * A Postgres of its own, since an executor takes up everything that it finds: the embedded one, or a new database on a
 * real server when EXECUTOR_TEST_SERVER is set.
 */
export async function startExecutorDatabase(): Promise<ExecutorDatabase> {
  const server = process.env.EXECUTOR_TEST_SERVER;
  const { url, stop } = await (server ? createOnServer(server) : startTestPostgres());
  const pool = new Pool({ connectionString: url, max: 10 });
  pool.on("error", () => {});
  const close = async () => {
    await pool.end();
    await stop();
  };
  return { url, pool, close };
}
