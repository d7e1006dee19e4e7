import type { Adapter } from "@/server/dbt/adapters";
import type { ConfiguredType } from "@/server/dbt/node";
import { emptyMap, isMap, listOf, mapOf, merged, own, type Plain, type PlainMap, put } from "@/server/dbt/plain";

const APPENDED = new Set(["tags", "pre-hook", "post-hook", "packages"]);
const MERGED = new Set(["meta", "docs", "contract", "quoting", "column_types"]);

/** The defaults of dbt 1.7, in the order its manifest writes them. */
export function defaultConfig(type: ConfiguredType, language: "sql" | "python"): PlainMap {
  if (type === "test") return TEST_CONFIG;
  const materialized = type === "model" ? (language === "python" ? "table" : "view") : type;
  const base: PlainMap = {
    enabled: true,
    alias: null,
    schema: null,
    database: null,
    tags: [],
    meta: emptyMap(),
    group: null,
    materialized,
    incremental_strategy: null,
    persist_docs: emptyMap(),
    "post-hook": [],
    "pre-hook": [],
    quoting: emptyMap(),
    column_types: emptyMap(),
    full_refresh: null,
    unique_key: null,
    on_schema_change: "ignore",
    on_configuration_change: "apply",
    grants: emptyMap(),
    packages: [],
    docs: { show: true, node_color: null },
    contract: { enforced: false, alias_types: true },
  };
  if (type === "model") return { ...base, access: "protected" };
  if (type === "seed") return { ...base, delimiter: ",", quote_columns: null };
  return { ...base, strategy: null, target_schema: null, target_database: null, updated_at: null, check_cols: null };
}

const TEST_CONFIG: PlainMap = {
  enabled: true,
  alias: null,
  schema: "dbt_test__audit",
  database: null,
  tags: [],
  meta: emptyMap(),
  group: null,
  materialized: "test",
  severity: "ERROR",
  store_failures: null,
  store_failures_as: null,
  where: null,
  limit: null,
  fail_calc: "count(*)",
  warn_if: "!= 0",
  error_if: "!= 0",
};

/** dbt's spelling of a config key: hooks with a dash, the adapter's own words translated. */
function configKey(key: string, adapter: Adapter): string {
  if (key === "pre_hook") return "pre-hook";
  if (key === "post_hook") return "post-hook";
  return Object.hasOwn(adapter.configAliases, key) ? (adapter.configAliases[key] ?? key) : key;
}

/** Lays `layer` over `base` by each key's own rule; see `mergeValue`. */
export function mergeConfig(base: PlainMap, layer: PlainMap, adapter: Adapter): PlainMap {
  const out = merged(base);
  for (const key of Object.keys(layer)) {
    const name = configKey(key, adapter);
    put(out, name, mergeValue(name, own(out, name), own(layer, key) ?? null));
  }
  return out;
}

/** Lists of tags and hooks grow, a few maps take on keys, `grants` has its own rule, everything else is replaced. */
function mergeValue(key: string, before: Plain | undefined, value: Plain): Plain {
  if (APPENDED.has(key)) return [...listOf(before), ...listOf(value)];
  if (key === "contract" && typeof value === "boolean") return merged(mapOf(before), { enforced: value });
  if (MERGED.has(key)) return merged(mapOf(before), mapOf(value));
  return key === "grants" ? mergeGrants(mapOf(before), mapOf(value)) : value;
}

/** A key replaces the grantees of a privilege; written `+privilege` it adds to them. */
function mergeGrants(before: PlainMap, layer: PlainMap): PlainMap {
  const out = merged(before);
  for (const key of Object.keys(layer)) {
    const privilege = key.replace(/^\++/, "");
    const grantees = listOf(own(layer, key));
    put(out, privilege, key.startsWith("+") ? [...listOf(own(out, privilege)), ...grantees] : grantees);
  }
  return out;
}

/** Calls of `config()` in one file, laid over each other in order. */
export function mergeConfigCall(before: PlainMap, call: PlainMap, adapter: Adapter): PlainMap {
  const out = merged(before);
  for (const key of Object.keys(call)) {
    const name = configKey(key, adapter);
    const value = own(call, key) ?? null;
    if (APPENDED.has(name)) put(out, name, [...listOf(own(out, name)), ...listOf(value)]);
    else if (MERGED.has(name) && isMap(value)) put(out, name, merged(mapOf(own(out, name)), value));
    else put(out, name, value);
  }
  return out;
}

/**
 * The layers that a config tree of `dbt_project.yml` holds for a node, outermost first. Below the root a key with `+`
 * is config, one without is config unless its value is a map, which is a folder.
 */
export function treeLayers(tree: PlainMap, fqn: readonly string[]): PlainMap[] {
  const layers: PlainMap[] = [];
  let level: Plain | undefined = tree;
  for (let depth = 0; isMap(level); depth++) {
    layers.push(levelConfig(level));
    const name: string | undefined = fqn[depth];
    if (name === undefined) break;
    level = own(level, name);
  }
  return layers;
}

/** How far a node's name leads into a tree. */
export function treeDepth(tree: PlainMap, fqn: readonly string[]): number {
  let level: Plain | undefined = tree;
  let depth = 0;
  while (isMap(level) && depth < fqn.length) level = own(level, fqn[depth++] ?? "");
  return isMap(level) ? depth : Math.max(0, depth - 1);
}

function levelConfig(level: PlainMap): PlainMap {
  const config = emptyMap();
  for (const key of Object.keys(level)) {
    const value = own(level, key) ?? null;
    if (key.startsWith("+")) config[key.slice(1).trim()] = value;
    else if (!isMap(value)) config[key] = value;
  }
  return config;
}

/** What `unrendered_config` shows: as layers, but the last writer of a key wins outright. */
export function overwriteConfig(base: PlainMap, layer: PlainMap, adapter: Adapter): PlainMap {
  const out = merged(base);
  for (const key of Object.keys(layer)) put(out, configKey(key, adapter), own(layer, key) ?? null);
  return out;
}
