import type { ModelColumns } from "@/server/dbt/columns/model-columns";
import type { FileEntry } from "@/server/dbt/files";
import type { DbtNode, SourceTable } from "@/server/dbt/node";
import type { Problem } from "@/server/dbt/problems";
import type { AdapterName, LoadSettings } from "@/server/dbt/settings";

/** What a worker is given: plain data only. */
export interface LoadRequest {
  files: (FileEntry & { text: string })[];
  settings: LoadSettings;
  /** Cache entries of earlier loads, encoded. */
  cache: [key: string, value: string][];
  /** A file that keeps the cache between loads instead; the reply then carries none of it. */
  cacheFile?: string | null;
  nowMs: number;
  /** Whether to compile every model and work out its columns too. */
  withColumns: boolean;
  /** Fingerprints by unique id that the caller has: what still has the same one comes back by its id alone. */
  known?: [uniqueId: string, hash: string][];
  manifest?: GivenManifest | null;
  /** What the warehouse said of relations when it was asked last. */
  described?: DescribedRelation[];
}

export interface DescribedRelation {
  uniqueId: string;
  /** As it was then: what is called otherwise now is another relation. */
  relationName: string;
  columns: { name: string; dataType: string | null }[];
}

/** A manifest whose facts win over what the files tell, when it is trusted. */
export interface GivenManifest {
  /** As `readManifest` gave it. */
  content: Uint8Array;
  /** `same-code`: only when it was made from the very code that is loaded. */
  trust: "given" | "same-code";
  /** How the caller calls it. */
  label: string;
}

export interface LoadedModel {
  node: DbtNode;
  columns: ModelColumns | null;
  compiledSql: string | null;
  /** Why there is no SQL. */
  compileProblem: string | null;
  /** Problems of the load that are about this node. */
  problems: Problem[];
  /** Fingerprint of all of the above. */
  hash: string;
}

export interface LoadedSource {
  table: SourceTable;
  problems: Problem[];
  hash: string;
}

/** What a caller does not have yet, or has otherwise. */
export interface Changed {
  models: LoadedModel[];
  disabled: LoadedModel[];
  sources: LoadedSource[];
}
export type ChangedKind = keyof Changed;

export type LoadReply =
  | (Changed & {
      ok: true;
      projectName: string;
      /** Unique ids of what is as the caller knows it. */
      unchanged: string[];
      problems: Problem[];
      manifest: { label: string; used: boolean } | null;
      /** Cache entries to keep, encoded, and the keys that this load used: the others may be dropped. */
      newCache: [key: string, value: string][];
      usedCacheKeys: string[];
    })
  | { ok: false; problems: Problem[] };

export interface ManifestFacts {
  schemaVersion: number;
  dbtVersion: string | null;
  /** ISO time. */
  generatedAt: string | null;
  adapter: AdapterName | null;
  projectName: string | null;
  models: number;
  /** Whether it holds compiled SQL. */
  compiled: boolean;
  /** Schemas that its relations lie in, at most 20: those of a development target differ from production's. */
  schemas: string[];
}

export type ManifestReading =
  | { ok: true; facts: ManifestFacts; content: Uint8Array }
  /** Why it cannot be used, for a person. */
  | { ok: false; message: string };
