import { describe, expect, it } from "vitest";
import { workspaceNav } from "@/app/(dashboard)/[workspace]/_layout/workspace-nav";
import { type Health, needsAttention } from "@/app/(dashboard)/[workspace]/_overview/needs-attention";
import { decodeParam, resourceHref } from "@/app/(dashboard)/[workspace]/_resources/hrefs";
import { directionOf, isNarrowed, listQuery } from "@/app/(dashboard)/[workspace]/_resources/list-query";
import { splitAttributes } from "@/app/(dashboard)/[workspace]/_resources/split-attributes";
import { resourceKinds } from "@/server/core/kinds/table";
import { fullAccess } from "@/server/core/permissions";
import { ListResources } from "@/server/domain/resources/schema";

describe("the address of a list", () => {
  it("says everything that narrows and orders it", () => {
    const params = { q: "web", state: "disabled", type: ["a", "b"], label: "env:prod", sort: "updated", dir: "asc" };
    const query = listQuery("source", { ...params, uses: "label/env:prod/x", after: "cursor" });
    expect(query).toMatchObject({
      query: "web",
      state: "disabled",
      catalogIds: ["a", "b"],
      labels: ["env:prod"],
      usesKind: "label",
      usesId: "env:prod/x",
      sort: "updated",
      direction: "asc",
      after: "cursor",
    });
    expect(isNarrowed(query)).toBe(true);
    expect(directionOf(query)).toBe("asc");
  });

  it("means the whole list by name where it says nothing", () => {
    const query = listQuery("source", {});
    expect(isNarrowed(query)).toBe(false);
    expect([query.sort, directionOf(query)]).toEqual(["title", "asc"]);
    expect(directionOf(listQuery("source", { sort: "updated" }))).toBe("desc");
    expect(listQuery("source", { state: ["enabled", "disabled"] }).state).toBe("all");
  });

  it("is always something that the API takes, however mangled", () => {
    const mangled = { q: "a\u0000b", state: "off", sort: "id", dir: "up", uses: "nothing/x", type: "\u0007" };
    const query = listQuery("source", { ...mangled, label: "x".repeat(2000), after: "\u0000" });
    expect(ListResources.safeParse(query).success).toBe(true);
    expect(isNarrowed(query)).toBe(false);
  });

  it("holds ids that carry any character", () => {
    const href = resourceHref("sample", "label", "env:prod/100%");
    expect(href).toBe("/sample/settings/access/labels/env%3Aprod%2F100%25");
    expect(decodeParam(href.split("/").at(-1) ?? "")).toBe("env:prod/100%");
    expect(decodeParam("%E0%A4%A")).toBe("");
  });
});

describe("the attributes on a resource's page", () => {
  it("are facts first, with the type in place of its metadata, and no settings", () => {
    const state = { name: "Web", slug: "web", enabled: true, metadata: { id: "abc" }, settings: { key: "v" } };
    const { facts, blocks } = splitAttributes(resourceKinds.source, state);
    expect(facts.map(({ attribute, value }) => [attribute.label, value])).toEqual([
      ["Name", "Web"],
      ["Slug", "web"],
      ["Type", "abc"],
      ["Labels", undefined],
    ]);
    expect(blocks).toEqual([]);
  });

  it("take a block of their own for code and tables, unless those are empty", () => {
    const rename = { old_name: "a", new_name: "b" };
    const { blocks } = splitAttributes(resourceKinds.transformation, {
      property_renames: [rename],
      fql_defined_properties: [],
    });
    expect(blocks.map((block) => block.name)).toEqual(["property_renames"]);
    expect(splitAttributes(resourceKinds.function, { code: "x" }).blocks.map((block) => block.name)).toEqual(["code"]);
  });
});

describe("the sidebar", () => {
  const labels = (access: Parameters<typeof workspaceNav>[1]) =>
    workspaceNav("sample", access)
      .flatMap((section) => section.items)
      .flatMap((item) => [item.label, ...(item.children ?? []).map((child) => child.label)]);

  it("leads to every kind's list", () => {
    const hrefs = JSON.stringify(workspaceNav("sample", fullAccess));
    for (const kind of Object.values(resourceKinds)) expect(hrefs).toContain(`"/sample/${kind.route}"`);
  });

  it("leaves out what one may not see", () => {
    expect(labels(fullAccess)).toEqual(expect.arrayContaining(["Audit trail", "Invites"]));
    const reader = { grants: [{ role: "Source Read-only", scope: "workspace" as const }] };
    expect(labels(reader)).not.toContain("Audit trail");
    expect(labels(reader)).not.toContain("Invites");
  });
});

describe("what needs attention", () => {
  const healthy = { failure: null, failedRunId: null, enabled: true, pending: 3 };
  const concerns = (health: Partial<Health>) =>
    needsAttention({ slug: "sample", gitSync: healthy, runs: [], connections: [], ...health });

  it("is nothing while all is well, or nothing is set up", () => {
    expect(concerns({})).toEqual([]);
    expect(concerns({ gitSync: null, connections: null })).toEqual([]);
  });

  it("is a failed sync with what to do and the run, before everything else", () => {
    const failure = {
      class: "auth",
      title: "The token was refused",
      remedy: "Replace it.",
      retriable: false,
      hostWords: "",
      accessLost: true,
    };
    const found = concerns({
      gitSync: { ...healthy, failure, failedRunId: "r1", enabled: false },
      connections: [{ id: "c1", name: "Ours", health: "failing" }],
      runs: [{ id: "r0", notes: [{ kind: "edited-by-others", text: "Somebody edited a file." }] }],
    });
    expect(found.map(({ kind }) => kind)).toEqual(["danger", "danger", "warning", "info"]);
    expect(found[0]).toMatchObject({ text: "Replace it.", href: expect.stringContaining("/runs/r1") });
  });
});
