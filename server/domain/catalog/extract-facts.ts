import type { JsonValue } from "@/server/hcl/schema";
import type { DestinationFacts, DestinationRow, RoleRow, SettingRow, SourceRow, WarehouseRow } from "./data-rows";
import type { CatalogStatus } from "./types";

/** Rows of the gathered fact files. */
interface SettingInput {
  readonly name: string;
  readonly type: string;
  readonly required?: boolean | null;
  readonly default?: JsonValue;
  readonly secret?: boolean;
  readonly keySure?: boolean;
}

interface EntryInput {
  readonly id: string;
  readonly slug: string;
  readonly name: string | null;
  readonly categories?: readonly string[];
  readonly status: CatalogStatus | null;
  readonly docsSlug?: string;
  readonly docsName?: string;
  readonly settings?: readonly SettingInput[];
  readonly partnerOwned?: boolean | null;
  readonly env?: string;
}

export interface SourceInput extends EntryInput {
  readonly isCloudEventSource: boolean | null;
  readonly reverseEtl?: boolean;
}

export interface WarehouseInput extends Omit<EntryInput, "id"> {
  readonly id: string | null;
  readonly kind?: "reverse-etl-source";
}

interface Regions {
  readonly regionEndpoints: readonly string[] | null;
  readonly supportedRegions: readonly string[] | null;
  readonly partnerOwned: boolean;
}

type Flags = { readonly [name: string]: boolean };

export interface DestinationInput extends EntryInput {
  readonly kind: "classic" | "actions";
  readonly manifestName?: string;
  readonly supportedMethods?: Flags;
  readonly supportedPlatforms?: Flags;
  readonly supportedFeatures?: Flags;
  readonly components?: readonly string[];
  readonly regions?: readonly string[];
  readonly regionEndpoints?: readonly string[];
  readonly exportMeta?: Regions;
  readonly secretInExports?: readonly string[];
  readonly exportOnlySettings?: readonly SettingInput[];
  readonly settingsDiff?: { readonly docsOnly: readonly string[] };
}

export interface RoleInput {
  readonly id: string;
  readonly name: string | null;
  readonly confidence: string;
  readonly env: "production" | "staging" | "both";
  readonly resourceTypes: readonly string[];
}

function settingRow(setting: SettingInput, extra: boolean): SettingRow {
  const { name, type, default: value } = setting;
  const empty = value === null || value === undefined || value === "";
  return {
    name,
    type,
    ...(setting.required && { required: true as const }),
    ...((setting.secret || type === "password") && { secret: true as const }),
    ...(setting.keySure === false && { sure: false as const }),
    ...(!empty && { default: value }),
    ...(extra && { extra: true as const }),
  };
}

const settingRows = (settings: readonly SettingInput[] = [], extra = false) =>
  settings.map((setting) => settingRow(setting, extra));

function aliases(entry: Omit<EntryInput, "id">, ...more: (string | undefined)[]) {
  const known = [entry.docsName, entry.docsSlug, ...more].filter((name) => name !== undefined && name !== entry.name);
  return known.length > 0 ? { aliases: known as readonly string[] } : {};
}

const nameOf = (entry: { readonly name: string | null; readonly slug: string }) =>
  (entry.name ?? entry.slug.replace(/^actions-/, "").replaceAll("-", " ")).trim();

export function sourceRow(entry: SourceInput): SourceRow {
  return {
    id: entry.id,
    slug: entry.slug,
    name: nameOf(entry),
    categories: [...new Set(entry.categories)],
    status: entry.status ?? "UNLISTED",
    ...(entry.isCloudEventSource && { cloud: true as const }),
    ...(entry.partnerOwned && { partnerOwned: true as const }),
    ...(entry.reverseEtl && { reverseEtl: true as const }),
    ...(entry.env === "staging" && { staging: true as const }),
    ...aliases(entry),
    ...(entry.settings?.length && { settings: settingRows(entry.settings) }),
  };
}

/** Warehouse types proper; null for those that are sources (Reverse ETL) or destinations (object stores) in the API. */
export function warehouseRow(entry: WarehouseInput): WarehouseRow | null {
  if (entry.kind === "reverse-etl-source" || entry.id === null) return null;
  return {
    id: entry.id,
    slug: entry.slug,
    name: nameOf(entry),
    status: entry.status ?? "UNLISTED",
    ...aliases(entry),
    settings: settingRows(entry.settings),
  };
}

export function destinationRow(entry: DestinationInput, actions: number): DestinationRow {
  return {
    id: entry.id,
    slug: entry.slug,
    name: nameOf(entry),
    categories: [...new Set(entry.categories)],
    status: entry.status ?? "UNLISTED",
    style: entry.kind,
    ...(actions > 0 && { actions }),
    ...aliases(entry, entry.manifestName),
  };
}

const everyRegion = ["us-west-2", "eu-west-1"];

/**
 * What exports show, else by rule: supported regions are null for classic destinations and the docs' for actions;
 * the docs write “US” both for US and for null, and null is the more frequent.
 */
function regions(entry: DestinationInput): Regions {
  if (entry.exportMeta) return entry.exportMeta;
  const endpoints = entry.regionEndpoints ?? [];
  return {
    partnerOwned: entry.partnerOwned === true,
    supportedRegions: entry.kind === "classic" ? null : (entry.regions ?? everyRegion),
    regionEndpoints: endpoints.length === 0 || endpoints.join() === "US" ? null : endpoints,
  };
}

const trueNames = (flags: Flags | undefined) =>
  Object.entries(flags ?? {}).flatMap(([name, value]) => (value ? [name] : []));

export function destinationFacts(entry: DestinationInput): DestinationFacts {
  const region = regions(entry);
  const settings = [
    ...settingRows(entry.settings),
    ...settingRows(
      entry.settingsDiff?.docsOnly.map((name) => ({ name, type: "string" })),
      true,
    ),
    ...settingRows(entry.exportOnlySettings, true),
  ];
  return {
    id: entry.id,
    ...(entry.supportedMethods && { methods: trueNames(entry.supportedMethods) }),
    ...(entry.supportedPlatforms && { platforms: trueNames(entry.supportedPlatforms) }),
    ...(entry.supportedFeatures && { features: trueNames(entry.supportedFeatures) }),
    ...(entry.components && { components: entry.components }),
    ...(region.partnerOwned && { partnerOwned: true as const }),
    ...(region.supportedRegions && { supportedRegions: region.supportedRegions }),
    ...(region.regionEndpoints && { regionEndpoints: region.regionEndpoints }),
    ...(entry.secretInExports && { secrets: entry.secretInExports }),
    ...(settings.length > 0 && { settings }),
  };
}

/** Roles whose name is one of several candidates are shown with what is known, and the id's end to tell them apart. */
function roleName(role: RoleInput): string {
  if (role.name) return role.name;
  const candidates = /^one of: ([^(]+)/.exec(role.confidence)?.[1]?.trim();
  const end = role.id.slice(-4);
  if (!candidates) return `Unnamed role (…${end})`;
  const names = candidates.split(", ");
  return names.length > 2 ? `Read-only role (…${end})` : `${names.join(" or ")} (…${end})`;
}

export function roleRow(role: RoleInput): RoleRow {
  return {
    id: role.id,
    name: roleName(role),
    ...(role.confidence !== "sure" && { sure: false as const }),
    environment: role.env,
    resourceTypes: role.resourceTypes,
  };
}
