import { own } from "@/server/dbt/plain";
import type { DeclaredTest } from "@/server/dbt/project/declared-tests";
import { modelArgument } from "@/server/dbt/project/test-names";

type Usual = Omit<DeclaredTest, "name" | "hash" | "facts">;

/** A test as the cache keeps it: what follows from the rest, or is as it mostly is, is left out. */
export type PackedTest = Pick<DeclaredTest, "name" | "hash" | "facts"> & Partial<Usual>;

export function packTest(test: DeclaredTest): PackedTest {
  const { name, hash, facts, ...rest } = test;
  const { model, ...kwargs } = facts.kwargs;
  const usual = usualFields(test);
  const unusual = Object.entries(rest).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key as keyof Usual]),
  );
  return { name, hash, facts: { ...facts, kwargs }, ...Object.fromEntries(unusual) };
}

export function unpackTest(packed: PackedTest): DeclaredTest {
  const { kwargs, target } = packed.facts;
  const facts = { ...packed.facts, kwargs: { ...kwargs, model: own(kwargs, "model") ?? modelArgument(target) } };
  return { ...usualFields(packed), ...packed, facts };
}

/** A test with a name of the usual length and no settings, which refers to what it is on. */
function usualFields({ name, facts: { target } }: Pick<DeclaredTest, "name" | "facts">): Usual {
  const isSource = target.kind === "source";
  return {
    alias: name,
    tags: [],
    settings: {},
    refs: isSource ? [] : [{ name: target.name, package: null, version: target.version }],
    sources: isSource ? [[target.source, target.table]] : [],
    configCall: {},
    unknownMacros: [],
  };
}
