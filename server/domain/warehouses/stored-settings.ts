import type { Db } from "@/server/core/ctx";
import { record } from "@/server/core/kinds/values";
import { unseal } from "@/server/crypto";
import { listSettingSecrets } from "@/server/domain/resources/list-setting-secrets";
import { findSource } from "@/server/domain/resources/list-sources";
import { secretContext } from "@/server/domain/resources/store-resource";
import type { WarehouseSettings } from "./ports";

/** The secrets of a resource's settings, in clear, by the names of the settings. */
export async function storedSecrets(
  db: Db,
  owner: { workspaceId: string; kind: "source" | "warehouse"; id: string },
): Promise<WarehouseSettings> {
  const { workspaceId, kind, id } = owner;
  const rows = await listSettingSecrets(db, owner);
  return Object.fromEntries(
    rows.map((row) => [
      row.path.replace(/^settings\./, ""),
      unseal(row, secretContext(workspaceId, kind, id, row.path)),
    ]),
  );
}

export interface StoredSource {
  readonly name: string;
  readonly catalogId: string | null;
  readonly settings: WarehouseSettings;
}

/** A source with its settings in clear, or null. */
export async function findStoredSource(db: Db, workspaceId: string, id: string): Promise<StoredSource | null> {
  const row = await findSource(db, workspaceId, id);
  if (!row) return null;
  const shown = record(row.state.settings);
  const settings = { ...shown, ...(await storedSecrets(db, { workspaceId, kind: "source", id })) };
  return { name: row.title, catalogId: row.catalogId, settings };
}
