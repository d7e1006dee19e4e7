import type { Ctx } from "@/server/core/ctx";
import { items, record, text } from "@/server/core/kinds/values";
import { isAllowed } from "@/server/core/permissions";
import type { StoredState } from "@/server/domain/resources/list-states";
import { listWriteKeys } from "@/server/domain/resources/write-keys";
import type { JsonValue } from "@/server/hcl/schema";
import { metadataFor } from "./catalog-metadata";

const metadataId = ({ state }: StoredState) => text(record(state.metadata).id) || text(state.metadata_id);

const labelsOf = (value: JsonValue | undefined) =>
  items(value).map((item) => ({ key: text(record(item).key), value: text(record(item).value) }));

/** Sources as the API shows them; write keys only for tokens that may change sources. */
export async function presentSources(ctx: Ctx, rows: readonly StoredState[]): Promise<object[]> {
  const mayWrite = isAllowed(ctx.access, "sources:write");
  const [metadata, keys] = await Promise.all([
    metadataFor(ctx, "sources", rows.map(metadataId)),
    mayWrite
      ? listWriteKeys(
          ctx,
          rows.map(({ id }) => id),
        )
      : new Map<string, readonly string[]>(),
  ]);
  return rows.map((row) => ({
    id: row.id,
    slug: text(row.state.slug),
    name: row.state.name ?? null,
    workspaceId: ctx.workspace.id,
    enabled: row.state.enabled === true,
    writeKeys: keys.get(row.id) ?? [],
    metadata: metadata(metadataId(row)),
    settings: record(row.state.settings),
    labels: labelsOf(row.state.labels),
  }));
}

export async function presentDestinations(ctx: Ctx, rows: readonly StoredState[]): Promise<object[]> {
  const metadata = await metadataFor(ctx, "destinations", rows.map(metadataId));
  return rows.map((row) => ({
    id: row.id,
    name: row.state.name ?? null,
    sourceId: text(row.state.source_id),
    enabled: row.state.enabled === true,
    metadata: metadata(metadataId(row)),
    settings: record(row.state.settings),
  }));
}

/** A warehouse has no name of its own in the API: it stands among the settings. */
export async function presentWarehouses(ctx: Ctx, rows: readonly StoredState[]): Promise<object[]> {
  const metadata = await metadataFor(ctx, "warehouses", rows.map(metadataId));
  return rows.map((row) => ({
    id: row.id,
    workspaceId: ctx.workspace.id,
    enabled: row.state.enabled !== false,
    metadata: metadata(metadataId(row)),
    settings: {
      ...record(row.state.settings),
      ...(typeof row.state.name === "string" ? { name: row.state.name } : {}),
    },
  }));
}

/** The one of a list of one. */
export async function only(presented: Promise<object[]>): Promise<object> {
  const [one] = await presented;
  if (!one) throw new Error("Nothing was presented.");
  return one;
}
