import { buildAction, buildPresets } from "./build-action";
import type {
  DestinationDetail,
  DestinationFacts,
  DestinationRow,
  SettingRow,
  SourceRow,
  WarehouseRow,
} from "./data-rows";
import { logosOf } from "./logos";
import { integrationOption, looksSecret, settingFacts } from "./setting-rules";
import type { CatalogKind, CatalogStatus, DestinationEntry, SourceEntry, WarehouseEntry } from "./types";

const openStatuses: ReadonlySet<CatalogStatus> = new Set(["PUBLIC", "PUBLIC_BETA", "UNLISTED"]);

/** Retired, hidden and other environments' entries keep their meaning but are not proposed. */
export const isOffered = (row: { readonly status: CatalogStatus; readonly staging?: true }) =>
  openStatuses.has(row.status) && row.staging !== true;

/** One short sentence by kind, since the catalog ships facts and no vendor's prose. */
export function describeEntry(kind: CatalogKind, name: string, row: { cloud?: true; reverseEtl?: true }): string {
  if (kind === "warehouses") return `Loads sources into ${name}.`;
  if (kind === "destinations") return `Sends events to ${name}.`;
  if (row.reverseEtl) return `Reads rows from ${name} for Reverse ETL.`;
  return row.cloud ? `Brings data from ${name} into the workspace.` : `Collects events with ${name}.`;
}

/** What a source's settings are is known from use alone, which says nothing of secrets: names have to. */
const guessedSecrets = (rows: readonly SettingRow[]) => rows.map(({ name }) => name).filter(looksSecret);

/** `masked` names secret settings beside those that the row marks. */
export function buildSource(row: SourceRow, masked = guessedSecrets(row.settings ?? [])): SourceEntry {
  const settings = row.settings ?? [];
  return {
    kind: "sources",
    origin: "catalog",
    offered: isOffered(row),
    reverseEtl: row.reverseEtl === true,
    settingFacts: settingFacts(settings, masked),
    metadata: {
      id: row.id,
      name: row.name,
      slug: row.slug,
      description: describeEntry("sources", row.name, row),
      logos: logosOf(row.name),
      options: settings.map(integrationOption),
      categories: row.categories,
      isCloudEventSource: row.cloud === true,
      status: row.status,
      partnerOwned: row.partnerOwned === true,
    },
  };
}

export function buildWarehouse(row: WarehouseRow): WarehouseEntry {
  const settings = row.settings ?? [];
  return {
    kind: "warehouses",
    origin: "catalog",
    offered: isOffered(row),
    status: row.status,
    settingFacts: settingFacts(settings),
    metadata: {
      id: row.id,
      name: row.name,
      slug: row.slug,
      description: describeEntry("warehouses", row.name, {}),
      logos: logosOf(row.name),
      options: settings.map(integrationOption),
    },
  };
}

const flags = (names: readonly string[], set: readonly string[] | undefined): { [name: string]: boolean } =>
  set ? Object.fromEntries(names.map((name) => [name, set.includes(name)])) : {};

const methods = ["pageview", "identify", "alias", "track", "group"];
const platforms = ["browser", "server", "mobile", "warehouse", "cloudAppObject", "linkedAudiences"];
const features = ["replay", "browserUnbundling", "browserUnbundlingPublic"];

/** An actions destination in the package alone runs on the server and takes every method. */
const packageDefaults = { methods, platforms: ["browser", "server"], features: [] };

export function buildDestination(
  row: DestinationRow,
  facts: DestinationFacts,
  detail: DestinationDetail | null,
): DestinationEntry {
  const own = new Set((detail?.settings ?? []).map((setting) => setting.name));
  const seen = (facts.settings ?? []).filter((setting) => !own.has(setting.name));
  const settings = [...(detail?.settings ?? []), ...seen];
  const known = detail && !facts.methods ? packageDefaults : facts;
  const { presets, eventPresets } = buildPresets(detail?.presets ?? [], detail?.actions ?? []);
  return {
    kind: "destinations",
    origin: "catalog",
    offered: isOffered(row),
    style: row.style,
    authentication: detail?.authentication ?? null,
    eventPresets,
    settingFacts: settingFacts(settings, facts.secrets),
    metadata: {
      id: row.id,
      name: row.name,
      slug: row.slug,
      description: describeEntry("destinations", row.name, {}),
      logos: logosOf(row.name),
      options: settings.map(integrationOption),
      status: row.status,
      previousNames: [],
      categories: row.categories,
      website: "",
      components: (facts.components ?? []).map((type) => ({ type, code: "" })),
      supportedFeatures: flags(features, known.features),
      supportedMethods: flags(methods, known.methods),
      supportedPlatforms: flags(platforms, known.platforms),
      actions: (detail?.actions ?? []).map((action) => buildAction(action, row.name)),
      presets,
      contacts: null,
      partnerOwned: facts.partnerOwned === true,
      supportedRegions: facts.supportedRegions ?? null,
      regionEndpoints: facts.regionEndpoints ?? null,
    },
  };
}
