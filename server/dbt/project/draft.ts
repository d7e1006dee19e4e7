import type { FileEntry } from "@/server/dbt/files";
import type { ColumnTest, NodeColumn, Ref, ResourceType, SourceRef } from "@/server/dbt/node";
import type { Plain, PlainMap } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";

/** What the parse phase found out about one node's file: plain data, cached by blob. */
export interface ParsedNode {
  refs: Ref[];
  sources: SourceRef[];
  configCall: PlainMap;
  unknownMacros: string[];
  partiallyParsed: boolean;
  problem: {
    code: "jinja-invalid" | "render-failed" | "limit-exceeded" | "file-unreadable";
    message: string;
    line: number | null;
  } | null;
}

/** What properties files say about one node. */
export interface NodePatch {
  /** `package://path`. */
  path: string;
  file: string;
  config: PlainMap;
  description: string;
  docBlocks: string[];
  columns: NodeColumn[];
  tests: ColumnTest[];
  constraints: Plain[];
  deprecationDate: string | null;
  timeSpine: PlainMap | null;
}

/** A node between reading its file and settling its config, names and references. */
export interface NodeDraft {
  type: ResourceType;
  project: ProjectDefinition;
  language: "sql" | "python";
  name: string;
  uniqueId: string;
  fqn: string[];
  path: string;
  originalFilePath: string;
  entry: FileEntry;
  rawCode: string;
  parsed: ParsedNode;
  version: string | number | null;
  latestVersion: string | number | null;
  patch: NodePatch | null;
}
