import { describe, expect, it } from "vitest";
import { LoadSettings } from "@/server/dbt/settings";
import type { DescribedRelation, LoadReply, LoadRequest } from "@/server/dbt/worker/protocol";
import { runLoad } from "@/server/dbt/worker/run-load";

const files = {
  "dbt_project.yml": "name: shop",
  "packages.yml": "packages: [{package: dbt-labs/dbt_utils, version: 1.1.1}]",
  "models/sources.yml": "sources: [{name: app, tables: [{name: users, columns: [{name: id}]}]}]",
  "models/all.sql": "select *, 1 as extra from {{ source('app', 'users') }}",
  "models/below.sql": "select * from {{ ref('all') }}",
  "models/starred.sql":
    "select {{ dbt_utils.star(source('app', 'users'), except=['id']) }} from {{ source('app', 'users') }}",
  "models/asked.sql":
    "select {{ dbt_utils.pivot('a', dbt_utils.get_column_values(ref('all'), 'a')) }} from {{ ref('all') }}",
  "models/after.sql": "select * from {{ ref('asked') }}",
};

type Ok = Extract<LoadReply, { ok: true }>;

function load(described: DescribedRelation[], more: Partial<LoadRequest> = {}): Ok {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, size: text.length, blobId: path + text }));
  const settings = LoadSettings.parse({ schema: "base" });
  const reply = runLoad({ files: list, settings, cache: [], nowMs: 0, withColumns: true, described, ...more });
  if (!reply.ok) throw new Error("not loaded");
  return reply;
}

function columnsOf({ models }: Ok, name: string) {
  const columns = models.find(({ node }) => node.name === name)?.columns;
  if (!columns) throw new Error(`no columns of ${name}`);
  const { complete, provenance, assumedSources } = columns;
  return { names: columns.columns.map((column) => column.name), complete, provenance, assumedSources };
}

const told = (uniqueId: string, relationName: string, names: string[]): DescribedRelation => ({
  uniqueId,
  relationName,
  columns: names.map((name) => ({ name, dataType: "text" })),
});
const users = (...names: string[]) => told("source.shop.app.users", '"analytics"."app"."users"', names);

describe("relations that a warehouse described", () => {
  it("make a star over a source whole, which its documentation alone does not", () => {
    expect(columnsOf(load([]), "below")).toEqual({
      ...{ names: ["id", "extra"], complete: true, provenance: "sql" },
      assumedSources: ["source.shop.app.users"],
    });
    const reply = load([users("id", "email", "born")]);
    const whole = { complete: true, provenance: "sql", assumedSources: [] };
    expect(columnsOf(reply, "all")).toEqual({ names: ["id", "email", "born", "extra"], ...whole });
    expect(columnsOf(reply, "below")).toEqual({ names: ["id", "email", "born", "extra"], ...whole });
    expect(columnsOf(reply, "starred")).toEqual({ names: ["email", "born"], ...whole });
  });

  it("are named by each node whose SQL or macros read all of their columns, while the files do not tell those whole", () => {
    const expands = (reply: Ok) =>
      Object.fromEntries(reply.models.map(({ node, columns }) => [node.name, columns?.expands]));
    const first = load([]);
    const source = ["source.shop.app.users"];
    const wanted = { all: source, below: [], starred: source, asked: [], after: ["model.shop.asked"] };
    expect(expands(first)).toEqual(wanted);
    expect(expands(load([users("id")], { cache: first.newCache }))).toEqual(wanted);
  });

  it("are void under another name", () => {
    const moved = told("source.shop.app.users", '"analytics"."old"."users"', ["id", "email"]);
    expect(columnsOf(load([moved]), "all")).toEqual(columnsOf(load([]), "all"));
  });

  it("count anew when the warehouse says otherwise, whatever is cached", () => {
    const first = load([users("id", "email")]);
    const known = first.models.map(({ node, hash }): [string, string] => [node.uniqueId, hash]);
    const again = load([users("id", "email", "phone")], { cache: first.newCache, known });
    expect(again.models.map(({ node }) => node.name).sort()).toEqual(["all", "below", "starred"]);
    expect(columnsOf(again, "starred").names).toEqual(["email", "phone"]);
    const gone = load([], { cache: first.newCache });
    expect(columnsOf(gone, "all")).toEqual(columnsOf(load([]), "all"));
  });

  it("do not replace what a model's own SQL tells, but fill in for others where it tells too little", () => {
    const stale = told("model.shop.all", '"analytics"."base"."all"', ["id", "before"]);
    expect(columnsOf(load([users("id"), stale]), "below").names).toEqual(["id", "extra"]);
    expect(columnsOf(load([users("id")]), "after").complete).toBe(false);
    const asked = told("model.shop.asked", '"analytics"."base"."asked"', ["red", "blue"]);
    const reply = load([users("id"), asked]);
    expect(columnsOf(reply, "after")).toMatchObject({ names: ["red", "blue"], complete: true });
    expect(columnsOf(reply, "asked").complete).toBe(false);
  });
});
