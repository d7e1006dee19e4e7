import type { ColumnTest, DbtNode, NodeTest } from "@/server/dbt/node";

/** A data test as a model's page lists it. */
export interface ShownTest {
  /** As dbt names it; null where only the declaration is known, as with sources. */
  readonly name: string | null;
  /** `unique`, or `package.name`; null for a singular test, which is a file of its own. */
  readonly test: string | null;
  /** Null for a test of the whole model. */
  readonly column: string | null;
  readonly arguments: unknown;
  readonly severity: NodeTest["severity"] | null;
  readonly enabled: boolean;
  /** Where it is declared; empty when only a manifest tells of it. */
  readonly file: string;
}

type Tested = Partial<Pick<DbtNode, "dataTests" | "tests" | "columns">>;

/** Tests of the whole first, then those of columns; of a source table what its files declare is all there is. */
export function testsOf(node: Tested): ShownTest[] {
  const tests = node.dataTests?.map(({ uniqueId: _, ...test }) => test) ?? declared(node);
  return tests.toSorted((a, b) => Number(a.column !== null) - Number(b.column !== null));
}

function declared({ tests = [], columns = [] }: Tested): ShownTest[] {
  const on = (column: string | null) => (test: ColumnTest) => ({
    ...{ name: null, test: test.name, column, arguments: test.arguments },
    ...{ severity: null, enabled: true, file: "" },
  });
  return [...tests.map(on(null)), ...columns.flatMap((column) => (column.tests ?? []).map(on(column.name)))];
}
