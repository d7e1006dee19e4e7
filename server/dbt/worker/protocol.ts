import type { ModelColumns } from "@/server/dbt/columns/model-columns";
import type { FileEntry } from "@/server/dbt/files";
import type { DbtNode, SourceTable } from "@/server/dbt/node";
import type { Problem } from "@/server/dbt/problems";
import type { LoadSettings } from "@/server/dbt/settings";

/** What a worker is given: plain data only. Files whose results the cache holds need no text. */
export interface LoadRequest {
  files: (FileEntry & { text: string })[];
  settings: LoadSettings;
  /** Cache entries of earlier loads, encoded. */
  cache: [key: string, value: string][];
  nowMs: number;
  /** Whether to compile every model and work out its columns too. */
  withColumns: boolean;
}

export interface LoadedModel {
  node: DbtNode;
  columns: ModelColumns | null;
  compiledSql: string | null;
  /** Why there is no SQL. */
  compileProblem: string | null;
}

export type LoadReply =
  | {
      ok: true;
      projectName: string;
      models: LoadedModel[];
      disabled: DbtNode[];
      sources: SourceTable[];
      problems: Problem[];
      /** Cache entries to keep, encoded, and the keys that this load used: the others may be dropped. */
      newCache: [key: string, value: string][];
      usedCacheKeys: string[];
    }
  | { ok: false; problems: Problem[] };
