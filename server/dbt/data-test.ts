import type { NodeTest, Ref, ResourceType, SourceRef } from "@/server/dbt/node";
import { own, type PlainMap } from "@/server/dbt/plain";

/** What a generic test is declared on. */
export type TestTarget =
  | { kind: ResourceType; name: string; version: string | number | null }
  | { kind: "source"; source: string; table: string };

export interface GenericTestFacts {
  /** The test's macro without `test_`, and the package it was named with. */
  name: string;
  namespace: string | null;
  /** What the macro is given, with `column_name` and `model`, as written. */
  kwargs: PlainMap;
  target: TestTarget;
  /** As dbt names the column: quoted where its entry says so. */
  column: string | null;
}

/** One data test: a generic one that a properties file declares, or a singular one with a file of its own. */
export interface DataTest {
  uniqueId: string;
  name: string;
  /** The name of what it would store, cut to 63 characters. */
  alias: string;
  packageName: string;
  path: string;
  originalFilePath: string;
  /** Relative to the listed root. */
  file: string;
  fqn: string[];
  rawCode: string;
  /** `null` for a singular test. */
  generic: GenericTestFacts | null;
  config: PlainMap;
  unrenderedConfig: PlainMap;
  enabled: boolean;
  tags: string[];
  refs: Ref[];
  sources: SourceRef[];
  dependsOn: string[];
  /** Unique id of the node that a generic test was declared on. */
  attachedNode: string | null;
  group: string | null;
  /** Macros that were called but are not known. */
  unknownMacros: string[];
}

export function severityOf(config: PlainMap): NodeTest["severity"] {
  return String(own(config, "severity")).toLowerCase() === "warn" ? "warn" : "error";
}
