import { describe, expect, it } from "vitest";
import { askAfterMs, runToShow } from "@/app/(dashboard)/[workspace]/settings/extensions/_parts/run-to-show";
import { readModelsQuery } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/models-query";
import { reverseEtlHref } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/reverse-etl-href";
import { runPhases } from "@/app/(dashboard)/[workspace]/settings/extensions/dbt/_parts/run-phases";

const project = { source: { id: "s1", name: "Warehouse" } };
const model = { name: "orders", state: "ready", resourceType: "model", relation: { name: '"db"."prod"."orders"' } };

describe("using a dbt model for Reverse ETL", () => {
  it("opens the form with source, name and query", () => {
    const href = reverseEtlHref("acme", project, model) ?? "";
    expect(href).toMatch(/^\/acme\/connections\/reverse-etl\/new\?/);
    expect(Object.fromEntries(new URLSearchParams(href.split("?")[1]))).toEqual({
      source_id: "s1",
      name: "orders",
      query: 'select * from "db"."prod"."orders"',
    });
  });

  it("is not offered where there is nothing to read", () => {
    for (const state of ["ephemeral", "disabled"])
      expect(reverseEtlHref("acme", project, { ...model, state })).toBeNull();
    expect(reverseEtlHref("acme", project, { ...model, relation: { name: null } })).toBeNull();
    expect(reverseEtlHref("acme", project, { ...model, resourceType: "source" })).toBeNull();
    expect(reverseEtlHref("acme", { source: { id: "s1", name: null } }, model)).toBeNull();
  });

  it("gives no half of a query that is too long for the address", () => {
    const long = { ...model, relation: { name: `"${"x".repeat(400)}"` } };
    expect(reverseEtlHref("acme", project, long)).not.toContain("query");
  });
});

describe("the address of the list of models", () => {
  it("lists models unless it says otherwise", () => {
    expect(readModelsQuery({})).toMatchObject({ resourceTypes: ["model"], tags: [], states: [], query: "" });
    expect(readModelsQuery({ type: "seed", tag: "mart", q: "ord" })).toMatchObject({
      resourceTypes: ["seed"],
      tags: ["mart"],
      query: "ord",
    });
  });

  it("lists every kind of node when asked", () => {
    expect(readModelsQuery({ type: "all" }).resourceTypes).toEqual(["model", "seed", "snapshot", "source"]);
  });

  it("leaves out what means nothing", () => {
    const read = readModelsQuery({
      type: "nonsense",
      state: ["ready", "x"],
      tag: ["", "y".repeat(600)],
      q: "z".repeat(999),
    });
    expect(read).toMatchObject({ resourceTypes: ["model"], states: ["ready"], tags: [] });
    expect(read.query).toHaveLength(200);
  });
});

describe("the phases of a model sync", () => {
  const phase = (name: "connect" | "fetch", ms: number | null) => ({ name, startedAt: "2026-01-01T00:00:00Z", ms });

  it("are what is done and what is still to come", () => {
    const shown = runPhases({ status: "running", phases: [phase("connect", 5), phase("fetch", null)] });
    expect(shown.map(({ state }) => state)).toEqual(["succeeded", "running", "queued", "queued", "queued", "queued"]);
    expect(runPhases({ status: "queued", phases: [] })).toHaveLength(6);
  });

  it("end where a run failed", () => {
    const shown = runPhases({ status: "failed", phases: [phase("connect", 5), phase("fetch", 7)] });
    expect(shown.map(({ state }) => state)).toEqual(["succeeded", "failed"]);
  });
});

describe("a run on its page", () => {
  const rendered = (status: string) => ({ run: { status }, at: 1_000 });
  const asked = (status: string, dataUpdatedAt: number) => ({ data: { status }, dataUpdatedAt });

  it("is what was asked for since, never what an earlier visit to the page remembers", () => {
    expect(runToShow(rendered("running"), asked("failed", 1_001))).toEqual({ status: "failed" });
    expect(runToShow(rendered("queued"), { data: undefined, dataUpdatedAt: 0 })).toEqual({ status: "queued" });
    expect(runToShow(rendered("succeeded"), asked("running", 999))).toEqual({ status: "succeeded" });
    expect(runToShow(rendered("running"), asked("failed", 999))).toEqual({ status: "running" });
  });

  it("is asked for while it works, and while a failure may still be tried again", () => {
    expect(askAfterMs({ status: "running" }, false)).toBeLessThan(1_000);
    expect(askAfterMs({ status: "failed" }, true)).toBeGreaterThan(1_000);
    expect(askAfterMs({ status: "failed" }, false)).toBe(false);
    expect(askAfterMs({ status: "succeeded" }, true)).toBe(false);
  });
});
