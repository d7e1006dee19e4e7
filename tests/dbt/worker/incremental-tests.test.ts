import { describe, expect, it } from "vitest";
import { LoadSettings } from "@/server/dbt/settings";
import type { LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";
import { runLoad } from "@/server/dbt/worker/run-load";

const base = {
  "dbt_project.yml": "name: shop",
  "models/a.sql": "select 1 as id",
  "models/b.sql": "select 1 as id",
  "models/c.sql": "select 1 as id",
  "models/a.yml":
    "models: [{name: a, columns: [{name: id, tests: [unique, {relationships: {to: ref('b'), field: id}}]}]}]",
  "models/b.yml": "models: [{name: b, columns: [{name: id, tests: [unique]}]}]",
  "tests/single.sql": "select * from {{ ref('b') }} where id < 0",
};

type Ok = Extract<LoadReply, { ok: true }>;

function load(files: Record<string, string>, more: Partial<LoadRequest> = {}): Ok {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, size: text.length, blobId: path + text }));
  const settings = LoadSettings.parse({ schema: "base" });
  const reply = runLoad({ files: list, settings, cache: [], nowMs: 0, withColumns: true, ...more });
  if (!reply.ok) throw new Error("not loaded");
  return reply;
}

const testsOf = ({ models }: Ok) =>
  Object.fromEntries(models.map(({ node }) => [node.name, node.dataTests.map(({ test, enabled }) => [test, enabled])]));

describe("data tests in a load after another one", () => {
  const first = load(base);
  const known = first.models.map(({ node, hash }): [string, string] => [node.uniqueId, hash]);

  it("come with their nodes", () => {
    expect(testsOf(first)).toEqual({
      a: [
        ["unique", true],
        ["relationships", true],
      ],
      b: [
        ["unique", true],
        [null, true],
      ],
      c: [],
    });
  });

  it.each<[string, Record<string, string>, string[]]>([
    ["nothing", {}, []],
    ["a test that was taken away", { "models/b.yml": "models: [{name: b, columns: [{name: id}]}]" }, ["b"]],
    [
      "a test's severity",
      { "models/b.yml": base["models/b.yml"].replace("unique", "{unique: {severity: warn}}") },
      ["b"],
    ],
    ["what a singular test reads", { "tests/single.sql": "select * from {{ ref('c') }}" }, ["b", "c"]],
    ["a node that another's test refers to", { "models/b.sql": "{{ config(enabled=false) }} select 1 as id" }, ["a"]],
    ["the project's settings of tests", { "dbt_project.yml": "name: shop\ntests: {+severity: warn}" }, ["a", "b"]],
  ])("changing %s brings the nodes it concerns", (_, changes, names) => {
    const changed = { ...base, ...changes };
    const again = load(changed, { cache: first.newCache, known });
    const whole = load(changed);
    expect(again.models.map(({ node }) => node.name).sort()).toEqual(names);
    for (const model of again.models)
      expect(whole.models.find(({ node }) => node.uniqueId === model.node.uniqueId)).toEqual(model);
    // Stored fingerprints are those of a whole load: what did not come back is the same there.
    const before = new Map(known);
    const different = whole.models.filter(({ node, hash }) => before.get(node.uniqueId) !== hash);
    expect(different.map(({ node }) => node.name).sort()).toEqual(names);
  });
});
