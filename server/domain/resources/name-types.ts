import type { Ctx } from "@/server/core/ctx";
import type { ResourceKind } from "@/server/core/kinds/types";
import { type EntryName, nameEntries } from "@/server/domain/catalog/name-entries";
import { findFunctionTypes } from "./list-functions";

/** Names of the catalog types of a kind by id; asks for the workspace's functions only when an id needs them. */
export async function nameTypes(ctx: Ctx, kind: ResourceKind, ids: readonly string[]): Promise<Map<string, EntryName>> {
  if (!kind.catalog || ids.length === 0) return new Map();
  const functions = await findFunctionTypes(ctx, kind.catalog, ids);
  return new Map(nameEntries(kind.catalog, ids, functions).map((entry) => [entry.id, entry]));
}
