import { authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import { ADAPTERS, type AdapterName } from "@/server/dbt/settings";
import { findSourceEntry } from "@/server/domain/catalog/find-catalog-entry";
import { findSource, listSources, type StoredSource } from "@/server/domain/resources/list-sources";

/** A source whose warehouse dbt builds models in. */
export interface WarehouseSource {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly adapter: AdapterName;
  /** What the form begins with; null when the source does not say it. */
  readonly database: string | null;
}

function asWarehouse(row: StoredSource): WarehouseSource | null {
  const entry = row.catalogId ? findSourceEntry(row.catalogId) : null;
  const adapter = ADAPTERS.find((name) => name === entry?.metadata.slug);
  if (!adapter) return null;
  const settings = record(row.state.settings);
  const database = text(settings.database) || text(settings.catalog) || text(settings.project) || null;
  return { id: row.id, name: row.title, enabled: row.enabled !== false, adapter, database };
}

/** The workspace's Reverse ETL warehouse sources that dbt can build in, by name. */
export async function listWarehouseSources(ctx: Ctx): Promise<WarehouseSource[]> {
  authorize(ctx, "extensions:manage");
  const rows = await listSources(ctx.db, ctx.workspace.id);
  return rows.map(asWarehouse).filter((source) => source !== null);
}

/** Throws InvalidError at `sourceId` for what is no warehouse source of the workspace. */
export async function requireWarehouseSource(ctx: Ctx, id: string): Promise<WarehouseSource> {
  const row = await findSource(ctx.db, ctx.workspace.id, id);
  const source = row && asWarehouse(row);
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
