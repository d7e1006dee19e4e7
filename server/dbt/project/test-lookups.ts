import type { DbtNode, Ref, SourceTable } from "@/server/dbt/node";
import type { NodeIndex } from "@/server/dbt/project/node-index";
import type { Sources } from "@/server/dbt/project/sources";

/** One question: a node that is enabled, one that is disabled, or a source's table, as one package names it. */
export type TestLookup =
  | ["node" | "disabled", packageName: string, ref: Ref]
  | ["source", packageName: string, source: string, table: string];

/** What tests look up, noted down with what was found: what follows from it holds while the answers are the same. */
export class TestLookups {
  private readonly noted = new Map<string, [TestLookup, found: string | null]>();

  constructor(
    private readonly index: NodeIndex,
    private readonly sources: Sources,
  ) {}

  node(ref: Ref, packageName: string): DbtNode | null {
    return this.note(["node", packageName, ref], this.index.find(ref, packageName));
  }

  disabled(ref: Ref, packageName: string): DbtNode | null {
    return this.note(["disabled", packageName, ref], this.index.findDisabled(ref, packageName));
  }

  source(source: string, table: string, packageName: string): SourceTable | null {
    const found = this.sources.find(source, table, packageName) ?? null;
    return this.note(["source", packageName, source, table], found);
  }

  get asked(): [TestLookup, string | null][] {
    return [...this.noted.values()];
  }

  /** Whether everything would be found again. */
  hold(asked: readonly [TestLookup, string | null][]): boolean {
    return asked.every(([lookup, found]) => (this.again(lookup)?.uniqueId ?? null) === found);
  }

  private again(lookup: TestLookup): { uniqueId: string } | null | undefined {
    if (lookup[0] === "source") return this.sources.find(lookup[2], lookup[3], lookup[1]);
    const [kind, packageName, ref] = lookup;
    return kind === "node" ? this.index.find(ref, packageName) : this.index.findDisabled(ref, packageName);
  }

  private note<T extends { uniqueId: string }>(lookup: TestLookup, found: T | null): T | null {
    this.noted.set(JSON.stringify(lookup), [lookup, found?.uniqueId ?? null]);
    return found;
  }
}
