import type { Tx } from "@/server/core/ctx";
import type { NodeRow } from "./compare-loaded";

/** Rows go as one text: with a parameter for each value thousands of models take several times as long. */
const charactersPerInsert = 8_000_000;

/** Writes new and changed nodes and removes those that are gone. */
export async function replaceRows(
  tx: Tx,
  projectId: string,
  rows: readonly NodeRow[],
  vanishedIds: readonly string[],
): Promise<void> {
  const ids = [...vanishedIds, ...rows.map(({ uniqueId }) => uniqueId)];
  if (ids.length === 0) return;
  await tx.$executeRaw`DELETE FROM "DbtNode" WHERE "projectId" = ${projectId} AND "uniqueId" = ANY(${ids}::text[])`;
  let batch: string[] = [];
  let size = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    if (size + text.length > charactersPerInsert) {
      await insert(tx, projectId, batch);
      [batch, size] = [[], 0];
    }
    batch.push(text);
    size += text.length;
  }
  await insert(tx, projectId, batch);
}

async function insert(tx: Tx, projectId: string, rows: readonly string[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "DbtNode" ("projectId", "uniqueId", hash, "resourceType", name, "packageName", file, folder, materialized,
      access, "group", tags, version, "isLatest", enabled, "relationName", state, "stateReason", search, "dependsOn",
      "columnCount", "columnsComplete", node, columns, "compiledSql", problems)
    SELECT ${projectId}, "uniqueId", hash, "resourceType", name, "packageName", file, folder, materialized,
      access, "group", tags, version, "isLatest", enabled, "relationName", state, "stateReason", search, "dependsOn",
      "columnCount", "columnsComplete", node, columns, "compiledSql", problems
    FROM jsonb_to_recordset(${`[${rows.join(",")}]`}::jsonb) AS given("uniqueId" text, hash text, "resourceType" text,
      name text, "packageName" text, file text, folder text, materialized text, access text, "group" text, tags text[],
      version text, "isLatest" boolean, enabled boolean, "relationName" text, state text, "stateReason" text, search text,
      "dependsOn" text[], "columnCount" integer, "columnsComplete" boolean, node jsonb, columns jsonb,
      "compiledSql" text, problems jsonb)`;
}
