import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { LoadSettings } from "@/server/dbt/settings";
import type { LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";
import { runLoad } from "@/server/dbt/worker/run-load";

type Ok = Extract<LoadReply, { ok: true }>;

const base = {
  "dbt_project.yml": "name: shop",
  "macros/cents.sql": "{% macro cents(c) %}{{ c }} / 100{% endmacro %}",
  "models/src.sql": "select 1 as id, 2 as amount",
  "models/eph.sql":
    "{{ config(materialized='ephemeral') }} select id, {{ cents('amount') }} as euros from {{ ref('src') }}",
  "models/mid.sql": "select * from {{ ref('eph') }}",
  "models/top.sql": "select m.*, 1 as more from {{ ref('mid') }} m",
  "models/other.sql": "select * from {{ source('app', 'users') }}",
  "models/starred.sql": "select {{ dbt_utils.star(ref('src'), except=['id']) }} from {{ ref('src') }}",
  "packages.yml": "packages: [{package: dbt-labs/dbt_utils, version: 1.1.1}]",
  "models/s.yml": "sources: [{name: app, tables: [{name: users, columns: [{name: uid}]}]}]",
};

function load(files: Record<string, string>, more: Partial<LoadRequest> = {}): Ok {
  const reply = runLoad({
    files: Object.entries(files).map(([path, text]) => ({ path, text, size: text.length, blobId: `${path}:${text}` })),
    settings: LoadSettings.parse({ schema: "base" }),
    cache: [],
    nowMs: 0,
    withColumns: true,
    ...more,
  });
  if (!reply.ok) throw new Error("not loaded");
  return reply;
}

const facts = ({ models, sources, problems }: Ok) => ({ models, sources, problems });
const newOf = ({ newCache }: Ok, kind: string) => newCache.filter(([key]) => key.startsWith(`${kind}:`)).length;

describe("a load after another one", () => {
  it.each<[string, Record<string, string>]>([
    ["nothing changed", {}],
    ["a root model's columns", { "models/src.sql": "select 1 as id, 2 as amount, 3 as extra" }],
    ["an ephemeral parent", { "models/eph.sql": `${base["models/eph.sql"]} where id > 1` }],
    ["an ephemeral parent that becomes a view", { "models/eph.sql": "select 7 as seven" }],
    ["a relation's name", { "models/mid.sql": "{{ config(alias='renamed') }} select * from {{ ref('eph') }}" }],
    ["a macro", { "macros/cents.sql": "{% macro cents(c) %}{{ c }} * 1.0{% endmacro %}" }],
    ["a naming macro", { "macros/n.sql": "{% macro generate_schema_name(c, n) %}moved{% endmacro %}" }],
    ["documented columns of a source", { "models/s.yml": base["models/s.yml"].replace("uid", "user_id") }],
    ["a model that disappears", { "models/src.sql": "" }],
    ["a circle", { "models/src.sql": "select * from {{ ref('top') }}" }],
  ])("with %s tells the same as a cold one", (_, changes) => {
    const { newCache } = load(base);
    const changed = { ...base, ...changes };
    expect(facts(load(changed, { cache: newCache }))).toEqual(facts(load(changed)));
  });

  it("compiles one model again when one model's text changed", () => {
    const { newCache } = load(base);
    const warm = load({ ...base, "models/other.sql": `${base["models/other.sql"]} where 1 = 1` }, { cache: newCache });
    expect([newOf(warm, "node"), newOf(warm, "sql"), newOf(warm, "columns")]).toEqual([1, 1, 1]);
  });

  it("does not compile what only stands below a changed model", () => {
    const { newCache } = load(base);
    const warm = load({ ...base, "models/mid.sql": "select * from {{ ref('eph') }} where 1 = 1" }, { cache: newCache });
    expect([newOf(warm, "sql"), newOf(warm, "columns")]).toEqual([1, 1]);
  });

  it("gives back only what the caller does not have", () => {
    const first = load(base);
    const known = [...first.models, ...first.sources].map((each): [string, string] => [
      "node" in each ? each.node.uniqueId : each.table.uniqueId,
      each.hash,
    ]);
    const again = load(base, { known });
    expect([again.models, again.sources]).toEqual([[], []]);
    expect(again.unchanged.sort()).toEqual(known.map(([id]) => id).sort());
    const changed = load({ ...base, "models/other.sql": "select 1 as x" }, { known });
    expect(changed.models.map(({ node }) => node.name)).toEqual(["other"]);
  });

  it("leaves out what neither a database nor a page can take", () => {
    const description = 'models: [{name: src, description: "a \\0 \\ud800 b"}]';
    const { models } = load({ ...base, "models/d.yml": description });
    expect(models.find(({ node }) => node.name === "src")?.node.description).toBe("a \ufffd \ufffd b");
  });
});

describe("the cache file", () => {
  const folder = mkdtempSync(join(tmpdir(), "dbt-cache-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const cacheFile = join(folder, "sub", "a.cache");
  const lines = () => readFileSync(cacheFile, "utf8").split("\n").length - 2;

  it("grows by what is new, and is written anew when most of it is not used any more", () => {
    load(base, { cacheFile });
    const before = lines();
    load({ ...base, "models/other.sql": "select 1 as x" }, { cacheFile });
    expect(lines()).toBe(before + 4);
    for (let n = 0; n < 60; n++) load({ ...base, "models/other.sql": `select ${n} as x` }, { cacheFile });
    expect(lines()).toBeLessThan(before * 2 + 110);
  });

  it("may be lost, cut, damaged or of another version", () => {
    const cold = facts(load(base));
    for (const spoil of [
      () => rmSync(cacheFile),
      () => truncateSync(cacheFile, 700),
      () => writeFileSync(cacheFile, "something else"),
      () => writeFileSync(cacheFile, readFileSync(cacheFile, "utf8").replaceAll("{", "[")),
    ]) {
      spoil();
      expect(facts(load(base, { cacheFile }))).toEqual(cold);
      expect(existsSync(cacheFile)).toBe(true);
    }
  });
});
