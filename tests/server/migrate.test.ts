import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, expect, it } from "vitest";
import { startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";
import { makeTempDir, removeDir, tempDir } from "@/tests/support/temp-dir";

const dir = await makeTempDir();
const postgres = await startEmbeddedPostgres(dir, { durable: false });
const own = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

afterAll(async () => {
  await postgres.stop();
  await removeDir(dir);
});

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function folder(migrations: Record<string, string>): Promise<string> {
  const parent = await tempDir();
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(join(parent, name));
    writeFileSync(join(parent, name, "migration.sql"), sql);
  }
  return parent;
}

it("brings an empty database up to date, once, with the ledger that Prisma keeps", async () => {
  const applied = await migrate(postgres.url, own);
  expect(applied.length).toBeGreaterThan(0);
  expect(applied).toEqual([...applied].sort());
  expect(await migrate(postgres.url, own)).toEqual([]);
  const ledger = await rows(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM "_prisma_migrations" ORDER BY 1`,
  );
  expect(ledger).toEqual(applied.map((name) => ({ name, done: true })));
});

it("applies what is new, in the order of the names", async () => {
  const migrations = {
    "20300102000000_second": "INSERT INTO steps VALUES (2);",
    "20300101000000_first": "CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);",
    "not-a-migration": "SELECT nonsense;",
  };
  expect(await migrate(postgres.url, await folder(migrations))).toEqual([
    "20300101000000_first",
    "20300102000000_second",
  ]);
  expect(await rows("SELECT n FROM steps")).toEqual([{ n: 1 }, { n: 2 }]);
});

it("that fails leaves the database as it was, and says why", async () => {
  const broken = await folder({
    "20310101000000_good": "CREATE TABLE half (n int);",
    "20310102000000_bad": "SELECT nonsense;",
  });
  await expect(migrate(postgres.url, broken)).rejects.toThrow(/nonsense/);
  expect(await rows("SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
});

it("two that start at once do it once", async () => {
  const late = await folder({ "20320101000000_late": "CREATE TABLE late (n int);" });
  const both = await Promise.all([migrate(postgres.url, late), migrate(postgres.url, late)]);
  expect(both.flat()).toEqual(["20320101000000_late"]);
});
