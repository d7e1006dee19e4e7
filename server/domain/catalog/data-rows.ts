import type { JsonValue } from "@/server/hcl/schema";
import type { Choice, FieldConditions, FieldProperty, FieldShape } from "./action-types";
import type { CatalogStatus } from "./types";

/** The shapes of the files in `data/`, as `catalog-extract` writes them. Absent means false, null or empty. */

export interface SettingRow {
  readonly name: string;
  readonly type: string;
  readonly required?: true;
  readonly default?: JsonValue;
  readonly label?: string;
  readonly secret?: true;
  readonly sure?: false;
  readonly choices?: readonly Choice[];
  readonly shownIf?: FieldConditions;
  /** Seen in exports only. */
  readonly extra?: true;
}

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly categories: readonly string[];
  readonly status: CatalogStatus;
  readonly cloud?: true;
  readonly partnerOwned?: true;
  readonly reverseEtl?: true;
  readonly staging?: true;
  readonly aliases?: readonly string[];
  readonly settings?: readonly SettingRow[];
}

export interface WarehouseRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly status: CatalogStatus;
  readonly aliases?: readonly string[];
  readonly settings?: readonly SettingRow[];
}

/** One line of the searchable index. */
export interface DestinationRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly categories: readonly string[];
  readonly status: CatalogStatus;
  readonly style: "classic" | "actions";
  /** Number of actions; there is a detail file exactly when it is above 0. */
  readonly actions?: number;
  readonly aliases?: readonly string[];
}

export interface DestinationFacts {
  readonly id: string;
  readonly methods?: readonly string[];
  readonly platforms?: readonly string[];
  readonly features?: readonly string[];
  readonly components?: readonly string[];
  readonly partnerOwned?: true;
  readonly supportedRegions?: readonly string[];
  readonly regionEndpoints?: readonly string[];
  /** Settings masked in real exports, for destinations with a detail file. */
  readonly secrets?: readonly string[];
  readonly settings?: readonly SettingRow[];
}

export interface FieldRow extends FieldShape {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly required?: true;
  readonly multiple?: true;
  readonly dynamic?: true;
  readonly allowNull?: true;
  readonly hidden?: true;
  readonly placeholder?: string;
  readonly default?: JsonValue;
  readonly choices?: readonly Choice[];
  readonly properties?: { readonly [name: string]: FieldProperty };
}

export interface SyncModeRow {
  readonly label: string;
  readonly default: string;
  readonly choices: readonly Choice[];
}

export interface ActionRow {
  readonly id: string;
  readonly idSure?: true;
  readonly slug: string;
  readonly name: string;
  readonly platform?: "WEB" | "MOBILE";
  readonly hidden?: true;
  readonly batch?: true;
  readonly trigger?: string;
  readonly syncMode?: SyncModeRow;
  readonly hooks?: readonly { readonly name: string; readonly label: string; readonly fields: readonly FieldRow[] }[];
  readonly fields: readonly FieldRow[];
}

export interface PresetRow {
  readonly name: string;
  /** Slug of the action. */
  readonly action: string;
  readonly trigger?: string;
  readonly event?: string;
  readonly fields: { readonly [fieldKey: string]: JsonValue };
}

export interface DestinationDetail {
  readonly id: string;
  readonly slug: string;
  readonly authentication: string | null;
  readonly audience?: { readonly mode: string; readonly fields: readonly FieldRow[] };
  readonly settings: readonly SettingRow[];
  readonly actions: readonly ActionRow[];
  readonly presets: readonly PresetRow[];
}

export interface RoleRow {
  readonly id: string;
  readonly name: string;
  readonly sure?: false;
  readonly environment: "production" | "staging" | "both";
  readonly resourceTypes: readonly string[];
}
