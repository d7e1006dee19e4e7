import { NO_CACHE } from "@/server/dbt/cache";
import type { LoadContext } from "@/server/dbt/context/load-context";
import { type DataTest, severityOf } from "@/server/dbt/data-test";
import type { NodeTest } from "@/server/dbt/node";
import { encodePlain } from "@/server/dbt/plain-json";
import type { Problem } from "@/server/dbt/problems";
import { declaredIn, singularTestsOf, type TestsKnown } from "@/server/dbt/project/data-tests";
import { keepFileTests } from "@/server/dbt/project/file-tests";
import type { PropertiesFile } from "@/server/dbt/project/properties";
import { type TestLookup, TestLookups } from "@/server/dbt/project/test-lookups";
import { digest } from "@/server/dbt/text-digest";

/** Tests that lie together: which nodes they concern is known before they are read. */
interface Unit {
  /** By unique id, a fingerprint of the tests that each node has. */
  nodes: readonly (readonly [uniqueId: string, fingerprint: string])[];
  read: () => readonly DataTest[];
}

/** What the cache keeps of a properties file's tests. */
interface Kept {
  nodes: [uniqueId: string, fingerprint: string][];
  asked: [TestLookup, string | null][];
  problems: Problem[];
}

/**
 * The tests of single nodes: those declared on them, and singular ones that read them. A file's tests are only read when
 * one of its nodes is asked for, while fingerprints tell cheaply whether that is needed.
 */
export class NodeTests {
  private readonly byNode = new Map<string, { unit: Unit; fingerprint: string }[]>();
  private readonly read = new Map<Unit, Map<string, NodeTest[]>>();

  constructor(context: LoadContext, files: readonly PropertiesFile[], known: TestsKnown) {
    for (const file of files) this.add(fileUnit(context, file, known));
    const singular = [...singularTestsOf(context, known)];
    this.add({ nodes: fingerprints(singular), read: () => singular });
  }

  fingerprintOf(uniqueId: string): string {
    return (this.byNode.get(uniqueId) ?? []).map(({ fingerprint }) => fingerprint).join(" ");
  }

  of(uniqueId: string): NodeTest[] {
    const found = new Map<string, NodeTest>();
    for (const { unit } of this.byNode.get(uniqueId) ?? [])
      for (const test of this.testsOf(unit).get(uniqueId) ?? [])
        if (!found.has(test.uniqueId)) found.set(test.uniqueId, test);
    return [...found.values()];
  }

  private add(unit: Unit): void {
    for (const [uniqueId, fingerprint] of unit.nodes) {
      const units = this.byNode.get(uniqueId);
      if (units) units.push({ unit, fingerprint });
      else this.byNode.set(uniqueId, [{ unit, fingerprint }]);
    }
  }

  private testsOf(unit: Unit): Map<string, NodeTest[]> {
    const known = this.read.get(unit);
    if (known) return known;
    const tests = byNode(unit.read());
    this.read.set(unit, tests);
    return tests;
  }
}

function fileUnit(context: LoadContext, file: PropertiesFile, known: TestsKnown): Unit {
  const { cache, problems } = context;
  const key = `attached:${known.contextKey}:${file.entry.path}:${file.entry.blobId}`;
  const kept = cache.get(key) as Kept | undefined;
  const read = () => [...declaredIn(context, file, known)];
  if (kept && keepFileTests(context, file, known.contextKey)) {
    for (const problem of kept.problems) problems.add(problem.severity, problem.code, problem.message, problem);
    const nodes = new TestLookups(known.index, known.sources).hold(kept.asked) ? kept.nodes : null;
    if (nodes) return { nodes, read };
  }
  const before = problems.items.length;
  const lookups = new TestLookups(known.index, known.sources);
  const tests = [...declaredIn(context, file, known, lookups)];
  const nodes = fingerprints(tests);
  const told = kept?.problems ?? problems.items.slice(before);
  if (cache !== NO_CACHE) cache.set(key, { nodes, asked: lookups.asked, problems: told } satisfies Kept);
  return { nodes, read: () => tests };
}

function fingerprints(tests: readonly DataTest[]): Kept["nodes"] {
  return Array.from(byNode(tests), ([uniqueId, list]): [string, string] => {
    const facts = list.map((test) => [test.uniqueId, test.severity, test.enabled, test.file]);
    return [uniqueId, digest(encodePlain(facts))];
  });
}

/** A generic test concerns what it was declared on, a singular one all it reads. */
function byNode(tests: readonly DataTest[]): Map<string, NodeTest[]> {
  const found = new Map<string, NodeTest[]>();
  for (const test of tests)
    for (const id of test.generic ? [test.attachedNode] : test.dependsOn) {
      if (id === null) continue;
      const list = found.get(id);
      if (list) list.push(nodeTest(test));
      else found.set(id, [nodeTest(test)]);
    }
  return found;
}

function nodeTest({ uniqueId, name, generic, config, enabled, file }: DataTest): NodeTest {
  const { column_name, model, ...given } = generic?.kwargs ?? {};
  const test = generic && (generic.namespace === null ? generic.name : `${generic.namespace}.${generic.name}`);
  const column = generic?.column ?? null;
  return { uniqueId, name, test, column, arguments: given, severity: severityOf(config), enabled, file };
}
