import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";
import { makeTempDir, removeDir } from "./temp-dir";

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const migrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** A migrated, empty database: of an embedded Postgres in its own folder, or on the server that TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  const postgres = given ? await createDatabase(given) : await startEmbedded();
  try {
    await migrate(postgres.url, migrations);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return postgres;
}

async function startEmbedded(): Promise<TestPostgres> {
  const dir = await makeTempDir();
  const postgres = await startEmbeddedPostgres(dir, { durable: false });
  const stop = async () => {
    await postgres.stop();
    await removeDir(dir);
  };
  return { url: postgres.url, stop };
}

async function createDatabase(server: string): Promise<TestPostgres> {
  const name = `tributary_test_${randomBytes(6).toString("hex")}`;
  await execute(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, stop: () => execute(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function execute(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
