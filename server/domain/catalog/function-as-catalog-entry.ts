import { items, record, text } from "@/server/core/kinds/values";
import type { ResourceState } from "@/server/hcl/schema";
import { buildDestination, buildSource } from "./build-entry";
import type { SettingRow } from "./data-rows";
import type { DestinationEntry, SourceEntry } from "./types";

/** A function of the workspace, as stored. */
export interface FunctionResource {
  readonly id: string;
  readonly state: ResourceState;
}

const settingTypes: { readonly [type: string]: string } = {
  ARRAY: "array",
  BOOLEAN: "boolean",
  STRING: "string",
  TEXT_MAP: "text-map",
};

/** The catalog id of a function: its id without `sfnc_` or `dfn_`. */
export const functionMetadataId = (functionId: string) => functionId.replace(/^(sfnc|dfn|ifnd|ifns)_/, "");

function settingRows(state: ResourceState): SettingRow[] {
  return items(state.settings).map((item) => {
    const setting = record(item);
    return {
      name: text(setting.name),
      label: text(setting.label) || text(setting.name),
      type: settingTypes[text(setting.type)] ?? "string",
      ...(setting.required === true && { required: true as const }),
      ...(setting.sensitive === true && { secret: true as const }),
    };
  });
}

/** The kind of catalog entry a function makes; null for insert functions, which stand in front of others. */
export function catalogKindOfFunction(state: ResourceState): "sources" | "destinations" | null {
  if (text(state.resource_type) === "SOURCE") return "sources";
  return text(state.resource_type) === "DESTINATION" ? "destinations" : null;
}

/** The workspace's own function as a catalog entry; null for insert functions. */
export function functionAsCatalogEntry(resource: FunctionResource): SourceEntry | DestinationEntry | null {
  const { state } = resource;
  const kind = catalogKindOfFunction(state);
  if (!kind) return null;
  const id = functionMetadataId(resource.id);
  const name = text(state.display_name) || `Function ${id}`;
  const slug = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  const base = { id, name, slug, categories: ["Functions"], status: "PUBLIC" as const };
  const settings = settingRows(state);
  const logoUrl = text(state.logo_url);
  const own = {
    description: text(state.description) || "A function of this workspace.",
    ...(logoUrl && { logos: { default: logoUrl } }),
  };
  if (kind === "sources") {
    // The function itself says which of its settings are sensitive.
    const entry = buildSource({ ...base, settings }, []);
    return { ...entry, origin: "function", metadata: { ...entry.metadata, ...own } };
  }
  const entry = buildDestination({ ...base, style: "classic" }, { id, settings }, null);
  return { ...entry, origin: "function", metadata: { ...entry.metadata, ...own } };
}
