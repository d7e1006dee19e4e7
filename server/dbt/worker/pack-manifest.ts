import { gunzipSync, gzipSync } from "node:zlib";
import { type Manifest, ManifestError, readManifest } from "@/server/dbt/manifest/read-manifest";
import type { DbtNode } from "@/server/dbt/node";
import { encodePlain } from "@/server/dbt/plain-json";
import { messageOf } from "@/server/dbt/problems";
import type { ManifestFacts, ManifestReading } from "@/server/dbt/worker/protocol";

const MAX_BYTES = 200 * 1024 * 1024;
const MOST_SCHEMAS = 20;

/** A manifest's nodes as they are kept: all that its other sections hold is left out. */
export interface PackedManifest {
  nodes: DbtNode[];
  disabled: DbtNode[];
  compiledCode: [uniqueId: string, sql: string][];
}

/** Reads dbt's manifest, plain or compressed, and gives what is worth keeping of it. */
export function packManifest(content: Uint8Array): ManifestReading {
  try {
    const manifest = readManifest(textOf(content));
    const packed: PackedManifest = {
      nodes: [...manifest.nodes.values()],
      disabled: manifest.disabled,
      compiledCode: [...manifest.compiledCode],
    };
    return { ok: true, facts: factsOf(manifest), content: gzipSync(encodePlain(packed), { level: 4 }) };
  } catch (error) {
    if (error instanceof ManifestError) return { ok: false, message: error.message };
    return { ok: false, message: `the manifest could not be read: ${messageOf(error)}` };
  }
}

function textOf(content: Uint8Array): string {
  const isCompressed = content[0] === 0x1f && content[1] === 0x8b;
  try {
    const bytes = isCompressed ? gunzipSync(content, { maxOutputLength: MAX_BYTES }) : content;
    return new TextDecoder("utf-8").decode(bytes);
  } catch (error) {
    const isLarge = error instanceof RangeError;
    throw new ManifestError(isLarge ? "the manifest is larger than 200 MB" : "the compressed manifest is damaged");
  }
}

function factsOf(manifest: Manifest): ManifestFacts {
  const nodes = [...manifest.nodes.values()];
  return {
    schemaVersion: manifest.schemaVersion,
    dbtVersion: manifest.dbtVersion,
    generatedAt: manifest.generatedAt,
    adapter: manifest.adapter,
    projectName: manifest.projectName,
    models: nodes.filter(({ resourceType }) => resourceType === "model").length,
    compiled: manifest.compiledCode.size > 0,
    schemas: [...new Set(nodes.map(({ schema }) => schema))].sort().slice(0, MOST_SCHEMAS),
  };
}
