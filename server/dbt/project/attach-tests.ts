import type { DataTest } from "@/server/dbt/data-test";
import type { DbtNode, NodeTest } from "@/server/dbt/node";
import { own, type PlainMap } from "@/server/dbt/plain";

/** Lists each test with the nodes it concerns: a generic one with what it was declared on, a singular one with all it reads. */
export function attachTests(nodes: ReadonlyMap<string, DbtNode>, tests: Map<string, DataTest>): Map<string, DataTest> {
  for (const test of tests.values()) {
    const ids = test.generic ? [test.attachedNode ?? ""] : test.dependsOn;
    for (const id of ids) nodes.get(id)?.dataTests.push(nodeTest(test));
  }
  return tests;
}

function nodeTest({ uniqueId, name, generic, config, enabled, file }: DataTest): NodeTest {
  const { column_name, model, ...given } = generic?.kwargs ?? {};
  const test = generic && (generic.namespace === null ? generic.name : `${generic.namespace}.${generic.name}`);
  const column = generic?.column ?? null;
  return { uniqueId, name, test, column, arguments: given, severity: severityOf(config), enabled, file };
}

export function severityOf(config: PlainMap): NodeTest["severity"] {
  return String(own(config, "severity")).toLowerCase() === "warn" ? "warn" : "error";
}
