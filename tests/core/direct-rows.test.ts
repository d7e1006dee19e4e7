import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { Prisma } from "@/prisma/generated/client";
import { directRows } from "@/server/core/direct-rows";
import { type Database, openDatabase } from "@/server/db";
import { startTestPostgres, type TestPostgres } from "@/tests/support/test-postgres";

let postgres: TestPostgres;
let plain: Database;
let prepared: Database;

beforeAll(async () => {
  postgres = await startTestPostgres();
  plain = openDatabase(postgres.url);
  prepared = openDatabase(postgres.url, 3, true);
});

afterAll(async () => {
  await Promise.all([plain.close(), prepared.close()]);
  await postgres.stop();
});

const everyType = (text: string, number: number, list: readonly string[]) => Prisma.sql`
  SELECT ${text}::text AS text, ${number}::int AS number, ${list}::text[] AS list, 9007199254740993 AS large,
    '2026-02-03 04:05:06.789'::timestamp(3) AS at, '{"a": [1, null, "é"]}'::jsonb AS json, true AS yes, NULL::text AS none,
    NULL::timestamp AS never`;

describe("rows that are asked for directly", () => {
  it("are what Prisma reads, of each type, with and without prepared statements", async () => {
    const statement = everyType(`it's "quoted" \\ 日本`, 42, ["a", 'b"c', "{d}", ""]);
    const expected = await plain.db.$queryRaw(statement);
    for (const { db } of [plain, prepared]) expect(await directRows(db, statement)).toEqual(expected);
    expect(expected).toMatchObject([
      {
        large: 9007199254740993n,
        at: new Date("2026-02-03T04:05:06.789Z"),
        never: null,
        list: ["a", 'b"c', "{d}", ""],
      },
    ]);
  });

  it("follow the values of a prepared statement that comes again, over several connections at once", async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map((n) => directRows<{ n: number }>(prepared.db, Prisma.sql`SELECT ${n}::int AS n`)),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(numbers);
  });

  it("see what their own transaction did, and nobody else does", async () => {
    const slug = Prisma.sql`SELECT slug FROM "Workspace" WHERE id = 'w'`;
    await prepared.db.$transaction(async (tx) => {
      await tx.workspace.create({ data: { id: "w", slug: "mine", name: "Mine" } });
      expect(await directRows(tx, slug)).toEqual([{ slug: "mine" }]);
    });
    expect(await directRows(prepared.db, slug)).toEqual([{ slug: "mine" }]);
  });

  it("do not go through Prisma from a bundle of its own either, which has loaded the module once more", async () => {
    vi.resetModules();
    const again = await import("@/server/core/direct-rows");
    expect(again.directRows).not.toBe(directRows);
    const throughPrisma = vi.spyOn(prepared.db, "$queryRaw");
    expect(await again.directRows(prepared.db, Prisma.sql`SELECT ${7}::int AS n`)).toEqual([{ n: 7 }]);
    expect(throughPrisma).not.toHaveBeenCalled();
  });

  it("tell what the database refuses, and the next statement works", async () => {
    await expect(directRows(prepared.db, Prisma.sql`SELECT ${"x"}::int AS n`)).rejects.toThrow(/integer/);
    expect(await directRows(prepared.db, Prisma.sql`SELECT ${"7"}::int AS n`)).toEqual([{ n: 7 }]);
  });
});
