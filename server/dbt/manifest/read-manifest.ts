import { readNode, readTestsByNode } from "@/server/dbt/manifest/read-node";
import type { DbtNode } from "@/server/dbt/node";
import { isMap, mapOf, own, type Plain, type PlainMap, textOf } from "@/server/dbt/plain";
import { toPlainData } from "@/server/dbt/plain-json";
import { ADAPTERS, type AdapterName } from "@/server/dbt/settings";

const MAX_LENGTH = 200 * 1024 * 1024;
const OLDEST = 9;
const NEWEST = 12;
const TYPES = new Set(["model", "seed", "snapshot"]);

/** A manifest that cannot be used. The message says why, for a person. */
export class ManifestError extends Error {
  override name = "ManifestError";
}

export interface Manifest {
  schemaVersion: number;
  dbtVersion: string | null;
  generatedAt: string | null;
  adapter: AdapterName | null;
  projectName: string | null;
  nodes: Map<string, DbtNode>;
  disabled: DbtNode[];
  /** SQL as dbt compiled it, by unique id; absent when the run only parsed. */
  compiledCode: Map<string, string>;
}

/** Reads dbt's `manifest.json`, versions 9 to 12. Throws {@link ManifestError}. */
export function readManifest(text: string): Manifest {
  if (text.length > MAX_LENGTH) throw new ManifestError("the manifest is larger than 200 MB");
  const manifest = parse(text);
  const metadata = mapOf(own(manifest, "metadata"));
  const schemaVersion = versionOf(metadata);
  const all = own(manifest, "nodes");
  if (!isMap(all)) throw new ManifestError("this is no dbt manifest: it has no nodes");
  const tests = readTestsByNode(all);
  const nodes = new Map<string, DbtNode>();
  const compiledCode = new Map<string, string>();
  for (const [id, node] of nodeEntries(all)) {
    nodes.set(id, readNode(id, node, tests, true));
    const sql = own(node, "compiled_code");
    if (typeof sql === "string") compiledCode.set(id, sql);
  }
  return {
    schemaVersion,
    dbtVersion: textOf(own(metadata, "dbt_version")),
    generatedAt: textOf(own(metadata, "generated_at")),
    adapter: adapterOf(metadata),
    projectName: textOf(own(metadata, "project_name")),
    nodes,
    disabled: disabledNodes(mapOf(own(manifest, "disabled"))),
    compiledCode,
  };
}

/** Sections that are never needed are dropped while reading, macros first of all: they are most of the bytes. */
const DROPPED = new Set([
  "macros",
  "docs",
  "parent_map",
  "child_map",
  "group_map",
  "metrics",
  "semantic_models",
  "saved_queries",
]);

function parse(text: string): PlainMap {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ManifestError(
      `the manifest is not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : ""}`,
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ManifestError("this is no dbt manifest");
  const kept = Object.entries(value).filter(([key]) => !DROPPED.has(key));
  return mapOf(toPlainData(Object.fromEntries(kept)));
}

function versionOf(metadata: PlainMap): number {
  const url = textOf(own(metadata, "dbt_schema_version")) ?? "";
  const version = Number(/\/manifest\/v(\d+)(?:\.json)?$/.exec(url)?.[1] ?? Number.NaN);
  if (Number.isNaN(version)) throw new ManifestError("this is no dbt manifest: it does not say its version");
  if (version < OLDEST)
    throw new ManifestError(`the manifest is of version ${version}, older than dbt 1.5 writes (version ${OLDEST})`);
  if (version > NEWEST)
    throw new ManifestError(`the manifest is of version ${version}; versions up to ${NEWEST} are understood`);
  return version;
}

function adapterOf(metadata: PlainMap): AdapterName | null {
  const type = textOf(own(metadata, "adapter_type"));
  return ADAPTERS.find((name) => name === type) ?? null;
}

function* nodeEntries(nodes: PlainMap): Generator<[string, PlainMap]> {
  for (const id of Object.keys(nodes)) {
    const node = own(nodes, id);
    if (isMap(node) && TYPES.has(textOf(own(node, "resource_type")) ?? "")) yield [id, node];
  }
}

function disabledNodes(disabled: PlainMap): DbtNode[] {
  return Object.keys(disabled).flatMap((id) => {
    const list: Plain | undefined = own(disabled, id);
    const nodes = (Array.isArray(list) ? list : []).filter(isMap);
    return nodes
      .filter((node) => TYPES.has(textOf(own(node, "resource_type")) ?? ""))
      .map((node) => readNode(id, node, new Map(), false));
  });
}
