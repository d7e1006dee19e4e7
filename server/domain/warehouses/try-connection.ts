import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { record } from "@/server/core/kinds/values";
import { findWarehouseEntry } from "@/server/domain/catalog/find-catalog-entry";
import type { WarehouseEntry } from "@/server/domain/catalog/types";
import { getState } from "@/server/domain/resources/list-states";
import { catalogIdOf } from "@/server/domain/resources/store-resource";
import type { WarehouseLogins, WarehouseSettings } from "./ports";
import { scalar } from "./read-login";
import { storedSecrets } from "./stored-settings";

export type ConnectionState = "CONNECTED" | "FAILED";

/** Tries settings that are not stored. Throws InvalidError for missing ones, and for types that cannot be tried. */
export async function tryWarehouseSettings(
  ctx: Ctx,
  logins: WarehouseLogins,
  { metadataId, settings }: { readonly metadataId: string; readonly settings: WarehouseSettings },
): Promise<ConnectionState> {
  authorize(ctx, "warehouses:write");
  const entry = findWarehouseEntry(metadataId);
  if (!entry) {
    throw new InvalidError([{ path: "metadata.id", message: `There is no type of warehouse “${metadataId}”.` }]);
  }
  // A masked secret stands for one that only a stored warehouse has.
  const isGiven = (value: string) => value !== "" && !value.includes("•");
  const missing = requiredSettings(entry).filter((name) => !isGiven(scalar(settings[name])));
  if (missing.length > 0) {
    throw new InvalidError(
      missing.map((name) => ({ path: `settings.${name}`, message: "This is needed to connect." })),
    );
  }
  return tryLogin(entry, logins, settings);
}

/** Tries the stored settings of a warehouse. Throws NotFoundError, and `invalid` for types that cannot be tried. */
export async function getConnectionState(ctx: Ctx, logins: WarehouseLogins, id: string): Promise<ConnectionState> {
  authorize(ctx, "warehouses:write", [{ kind: "warehouse", id }]);
  const { state } = await getState(ctx, { kind: "warehouse", id });
  const entry = findWarehouseEntry(catalogIdOf(state) ?? "");
  if (!entry) throw cannotTry("of this type");
  const secrets = await storedSecrets(ctx.db, { workspaceId: ctx.workspace.id, kind: "warehouse", id });
  return tryLogin(entry, logins, { ...record(state.settings), ...secrets });
}

/** What the catalog says is needed, without what the product writes itself. */
const requiredSettings = (entry: WarehouseEntry) =>
  entry.metadata.options.flatMap(({ name, required }) =>
    required && entry.settingFacts[name]?.internal !== true ? [name] : [],
  );

async function tryLogin(
  entry: WarehouseEntry,
  logins: WarehouseLogins,
  settings: WarehouseSettings,
): Promise<ConnectionState> {
  const { slug, name } = entry.metadata;
  const login = Object.hasOwn(logins, slug) ? logins[slug] : undefined;
  if (!login) throw cannotTry(`to ${name}`);
  return (await login(settings)) ? "CONNECTED" : "FAILED";
}

const cannotTry = (to: string) =>
  new DomainError("invalid", `A connection ${to} cannot be tried yet.`, {
    next: "Its settings are kept; Snowflake, BigQuery, Databricks, Redshift and Postgres can be tried.",
  });
