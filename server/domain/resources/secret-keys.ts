import type { Ctx, Tx } from "@/server/core/ctx";
import { functionIdOf } from "@/server/core/kinds/insert-function-instance";
import type { ResourceKind } from "@/server/core/kinds/types";
import { isRecord, items, record, text } from "@/server/core/kinds/values";
import { secretSettings } from "@/server/domain/catalog/secret-settings";
import { looksSecret } from "@/server/domain/catalog/setting-rules";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { catalogIdOf } from "./store-resource";

/** Names of a resource's settings that are secret: as the catalog says, or the function that it is an instance of. */
export async function secretKeysOf(tx: Tx, ctx: Ctx, kind: ResourceKind, state: ResourceState): Promise<string[]> {
  const settings = isRecord(state.settings) ? state.settings : {};
  if (kind.kind === "insert_function_instance") {
    return sensitiveSettings(tx, ctx, [functionIdOf(text(state.function_id))], settings);
  }
  const catalogId = catalogIdOf(state);
  if (!kind.catalog || !catalogId) return [];
  const functions = await tx.resource.findMany({
    where: {
      workspaceId: ctx.workspace.id,
      kind: "function",
      id: { in: ["sfnc_", "dfn_"].map((prefix) => prefix + catalogId) },
    },
    select: { id: true, state: true },
  });
  const own = functions.map((row) => ({ id: row.id, state: row.state as ResourceState }));
  return secretSettings(kind.catalog, catalogId, settings, own);
}

async function sensitiveSettings(tx: Tx, ctx: Ctx, ids: string[], settings: { readonly [key: string]: JsonValue }) {
  const rows = await tx.resource.findMany({
    where: { workspaceId: ctx.workspace.id, kind: "function", id: { in: ids } },
    select: { state: true },
  });
  const declared = rows.flatMap((row) => items((row.state as ResourceState).settings).map(record));
  const names = new Set(declared.map((setting) => text(setting.name)));
  const sensitive = declared.filter((setting) => setting.sensitive === true).map((setting) => text(setting.name));
  return [...sensitive, ...Object.keys(settings).filter((name) => !names.has(name) && looksSecret(name))];
}
