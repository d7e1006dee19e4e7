import { describe, expect, it } from "vitest";
import { listFilterValues } from "@/server/domain/resources/list-filter-values";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db, pool } = await testDatabase();

const sources = 5_000;
const ctx = await largeWorkspace();

/** Thousands of sources of three types, a few of them labelled. */
async function largeWorkspace() {
  const { ctx } = await freshWorkspace(db);
  await pool.query(
    `INSERT INTO "Resource" ("workspaceId", kind, id, title, search, "catalogId", labels, state, "updatedBy")
     SELECT $1, 'source', 's' || n, 'Source ' || n, 'source', 'type' || n % 3,
       CASE WHEN n % 500 = 0 THEN ARRAY['env:prod'] ELSE '{}'::text[] END, jsonb_build_object('note', repeat('x', 400)), 'test'
     FROM generate_series(1, $2::int) n`,
    [ctx.workspace.id, sources],
  );
  await pool.query(`VACUUM ANALYZE "Resource"`);
  return ctx;
}

/** The plan of a query as Postgres tells it. */
async function planOf(sql: string): Promise<string> {
  const { rows } = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ${sql}`, [ctx.workspace.id]);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

describe("what a list of thousands can be narrowed to", () => {
  it("is counted right", async () => {
    const { types, labels } = await listFilterValues(ctx, "source");
    expect(types.map(({ count }) => count).sort()).toEqual([1666, 1667, 1667]);
    expect(labels).toEqual([{ value: "env:prod", name: "env:prod", count: 10 }]);
  });

  it("is counted from indexes: types without any row, labels from labelled rows", async () => {
    const from = `FROM "Resource" WHERE "workspaceId" = $1 AND kind = 'source'`;
    expect(await planOf(`SELECT "catalogId", count(*) ${from} AND "catalogId" IS NOT NULL GROUP BY 1`)).toContain(
      'Index Only Scan using "Resource_workspaceId_kind_catalogId_idx"',
    );
    expect(await planOf(`SELECT labels ${from} AND cardinality(labels) > 0`)).toContain("Resource_labelled_idx");
  });
});
