import { authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import { ADAPTERS, type AdapterName } from "@/server/dbt/settings";
import { findSourceEntry } from "@/server/domain/catalog/find-catalog-entry";
import type { JsonValue } from "@/server/hcl/schema";

/** A source whose warehouse dbt builds models in. */
export interface WarehouseSource {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly adapter: AdapterName;
  /** What the form begins with; null when the source does not say it. */
  readonly database: string | null;
}

interface SourceRow {
  id: string;
  title: string;
  enabled: boolean | null;
  catalogId: string | null;
  state: JsonValue;
}

function asWarehouse(row: SourceRow): WarehouseSource | null {
  const entry = row.catalogId ? findSourceEntry(row.catalogId) : null;
  const adapter = ADAPTERS.find((name) => name === entry?.metadata.slug);
  if (!adapter) return null;
  const settings = record(record(row.state).settings);
  const database = text(settings.database) || text(settings.catalog) || text(settings.project) || null;
  return { id: row.id, name: row.title, enabled: row.enabled !== false, adapter, database };
}

const columns = { id: true, title: true, enabled: true, catalogId: true, state: true } as const;

/** The workspace's Reverse ETL warehouse sources that dbt can build in, by name. */
export async function listWarehouseSources(ctx: Ctx): Promise<WarehouseSource[]> {
  authorize(ctx, "extensions:manage");
  const rows = await ctx.db.resource.findMany({
    where: { workspaceId: ctx.workspace.id, kind: "source" },
    select: columns,
    orderBy: [{ title: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => asWarehouse({ ...row, state: row.state as JsonValue })).filter((source) => source !== null);
}

/** Throws InvalidError at `sourceId` for what is no warehouse source of the workspace. */
export async function requireWarehouseSource(ctx: Ctx, id: string): Promise<WarehouseSource> {
  const where = { workspaceId: ctx.workspace.id, kind: "source", id };
  const row = await ctx.db.resource.findFirst({ where, select: columns });
  const source = row && asWarehouse({ ...row, state: row.state as JsonValue });
  if (source) return source;
  throw new InvalidError([
    {
      path: "sourceId",
      message: row
        ? "dbt builds models in Snowflake, Databricks, Redshift, Postgres and BigQuery. Choose a source of one of them."
        : "There is no such source in this workspace any more. Choose another one.",
    },
  ]);
}
