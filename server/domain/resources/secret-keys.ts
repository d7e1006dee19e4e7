import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Tx } from "@/server/core/ctx";
import { functionIdOf } from "@/server/core/kinds/insert-function-instance";
import type { ResourceKind } from "@/server/core/kinds/types";
import { isRecord, items, record, text } from "@/server/core/kinds/values";
import type { FunctionResource } from "@/server/domain/catalog/function-as-catalog-entry";
import { allShipped } from "@/server/domain/catalog/name-entries";
import { secretSettings } from "@/server/domain/catalog/secret-settings";
import { looksSecret } from "@/server/domain/catalog/setting-rules";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { catalogIdOf } from "./store-resource";

/**
 * Names of a resource's settings that are secret: as the catalog says, or the function that it is an instance of. For a
 * resource that does not exist yet (`isNew`) the function cannot change until the transaction ends.
 */
export async function secretKeysOf(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  state: ResourceState,
  isNew: boolean,
): Promise<string[]> {
  const settings = isRecord(state.settings) ? state.settings : {};
  if (kind.kind === "insert_function_instance") {
    return sensitiveSettings(await functions(tx, ctx, [functionIdOf(text(state.function_id))], isNew), settings);
  }
  const catalogId = catalogIdOf(state);
  if (!kind.catalog || !catalogId) return [];
  const ids = ["sfnc_", "dfn_"].map((prefix) => prefix + catalogId);
  const own = allShipped(kind.catalog, [catalogId]) ? [] : await functions(tx, ctx, ids, isNew);
  return secretSettings(kind.catalog, catalogId, settings, own);
}

const functions = (tx: Tx, ctx: Ctx, ids: readonly string[], hold: boolean) => tx.$queryRaw<FunctionResource[]>`
  SELECT id, state - 'code' AS state FROM "Resource"
  WHERE "workspaceId" = ${ctx.workspace.id} AND kind = 'function' AND id = ANY(${ids}::text[])
  ${hold ? Prisma.sql`FOR SHARE` : Prisma.empty}`;

function sensitiveSettings(own: readonly FunctionResource[], settings: { readonly [key: string]: JsonValue }) {
  const declared = own.flatMap(({ state }) => items(state.settings).map(record));
  const names = new Set(declared.map((setting) => text(setting.name)));
  const sensitive = declared.filter((setting) => setting.sensitive === true).map((setting) => text(setting.name));
  return [...sensitive, ...Object.keys(settings).filter((name) => !names.has(name) && looksSecret(name))];
}
