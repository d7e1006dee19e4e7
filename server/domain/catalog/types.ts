import type { JsonValue } from "@/server/hcl/schema";
import type { Action, Choice, EventPreset, FieldConditions, Preset } from "./action-types";

/** Named as in the Public API's `/catalog/<kind>` and in the table of resource kinds. */
export type CatalogKind = "sources" | "destinations" | "warehouses";

/**
 * How openly an entry is offered. The first five are Segment's words; HIDDEN: seen in use, never listed;
 * UNLISTED: exists in the action-destinations package only; REMOVED: listed once, gone since.
 */
export type CatalogStatus =
  | "PUBLIC"
  | "PUBLIC_BETA"
  | "PRIVATE_BETA"
  | "DEPRECATED"
  | "UNAVAILABLE"
  | "HIDDEN"
  | "UNLISTED"
  | "REMOVED";

export interface Logos {
  readonly default: string;
  readonly mark?: string;
  readonly alt?: string;
}

/** One setting that an entry takes; `type` is Segment's word: string, boolean, number, select, map, password and so on. */
export interface IntegrationOption {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description?: string;
  readonly defaultValue?: JsonValue;
  readonly label?: string;
}

export interface SourceMetadata {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly logos: Logos;
  readonly options: readonly IntegrationOption[];
  readonly categories: readonly string[];
  readonly isCloudEventSource: boolean;
  readonly status: CatalogStatus;
  readonly partnerOwned: boolean;
}

export interface WarehouseMetadata {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly logos: Logos;
  readonly options: readonly IntegrationOption[];
}

export interface DestinationMetadata {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly logos: Logos;
  readonly options: readonly IntegrationOption[];
  readonly status: CatalogStatus;
  readonly previousNames: readonly string[];
  readonly categories: readonly string[];
  readonly website: string;
  readonly components: readonly { readonly type: string; readonly code: string; readonly owner?: string }[];
  readonly supportedFeatures: { readonly [name: string]: boolean };
  readonly supportedMethods: { readonly [name: string]: boolean };
  readonly supportedPlatforms: { readonly [name: string]: boolean };
  readonly actions: readonly Action[];
  readonly presets: readonly Preset[];
  readonly contacts: null;
  readonly partnerOwned: boolean;
  readonly supportedRegions: readonly string[] | null;
  readonly regionEndpoints: readonly string[] | null;
}

/** Facts about a setting that the Public API does not carry. */
export interface SettingFact {
  readonly secret: boolean;
  /** Written by the product itself (OAuth, stored credentials): kept, never asked for. */
  readonly internal: boolean;
  /** False where the key is a guess by its label. */
  readonly sure: boolean;
  readonly choices: readonly Choice[];
  readonly shownIf?: FieldConditions;
}

interface EntryBase {
  /** `function`: made from the workspace's own function; `unknown`: an id that nothing is known about. */
  readonly origin: "catalog" | "function" | "unknown";
  /** Proposed when something new is created. */
  readonly offered: boolean;
  /** By setting name. */
  readonly settingFacts: { readonly [name: string]: SettingFact };
}

export interface SourceEntry extends EntryBase {
  readonly kind: "sources";
  readonly metadata: SourceMetadata;
  /** A warehouse that Reverse ETL models read from. */
  readonly reverseEtl: boolean;
}

export interface WarehouseEntry extends EntryBase {
  readonly kind: "warehouses";
  readonly metadata: WarehouseMetadata;
  readonly status: CatalogStatus;
}

export interface DestinationEntry extends EntryBase {
  readonly kind: "destinations";
  readonly metadata: DestinationMetadata;
  /** `classic` has settings only; `actions` has mappings. */
  readonly style: "classic" | "actions";
  /** How it signs in: custom, basic, oauth2, oauth-managed; null where unknown. */
  readonly authentication: string | null;
  readonly eventPresets: readonly EventPreset[];
}

export type CatalogEntry = SourceEntry | WarehouseEntry | DestinationEntry;

/** One line of a search result. */
export interface CatalogItem {
  readonly kind: CatalogKind;
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly categories: readonly string[];
  readonly status: CatalogStatus;
  readonly offered: boolean;
  readonly logos: Logos;
  readonly note: string;
}

export interface Role {
  /** 27 characters of base 62, the same in every workspace. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** False where the name is our reading of how the role is used. */
  readonly nameSure: boolean;
  readonly environment: "production" | "staging" | "both";
  readonly resourceTypes: readonly string[];
}
