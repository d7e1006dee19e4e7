import { describe, expect, it } from "vitest";
import { listCategories } from "@/server/domain/catalog/list-categories";
import { differByOne } from "@/server/domain/catalog/rank";
import { SearchCatalog, searchCatalog } from "@/server/domain/catalog/search-catalog";

const search = (input: Partial<SearchCatalog> & Pick<SearchCatalog, "kind">) =>
  searchCatalog(SearchCatalog.parse(input));

const names = (input: Parameters<typeof search>[0]) => search(input).items.map((item) => item.name);

describe("searchCatalog", () => {
  it("puts a whole name before a beginning, and a beginning before a word inside", () => {
    const found = names({ kind: "destinations", query: "webhooks" });
    expect(found[0]).toMatch(/^Webhooks/);
    expect(names({ kind: "destinations", query: "mixpanel" })[0]).toBe("Mixpanel (Actions)");
    const faces = names({ kind: "destinations", query: "face", limit: 100 });
    const firstOther = faces.findIndex((name) => !name.startsWith("Face"));
    expect(firstOther).toBeGreaterThan(1);
    expect(faces.slice(firstOther).some((name) => name.startsWith("Face"))).toBe(false);
  });

  it("finds by slug, by id, by another name, and without minding accents or case", () => {
    expect(names({ kind: "destinations", query: "actions-braze-cloud" })[0]).toBe("Braze Cloud Mode (Actions)");
    expect(names({ kind: "destinations", query: "60f9d0d048950c356be2e4da" })).toEqual(["Braze Cloud Mode (Actions)"]);
    expect(names({ kind: "warehouses", query: "synapse" })).toEqual(["Azure SQL Data Warehouse"]);
    expect(names({ kind: "sources", query: "JÁVASCRIPT" })[0]).toBe("Javascript");
  });

  it("forgives one misspelt letter", () => {
    expect(names({ kind: "destinations", query: "amplitdue" }).some((name) => name.startsWith("Amplitude"))).toBe(true);
    expect(names({ kind: "warehouses", query: "snowflke" })).toEqual(["Snowflake"]);
  });

  it("wants every word of the query", () => {
    const found = names({ kind: "destinations", query: "google analytics", limit: 50 });
    expect(found[0]).toMatch(/Google Analytics/);
    expect(names({ kind: "destinations", query: "google zzzz" })).toEqual([]);
  });

  it("finds a category when no name has the word", () => {
    expect(names({ kind: "destinations", query: "livechat", limit: 50 }).length).toBeGreaterThan(3);
  });

  it("does not offer retired, hidden and staging entries, but lists them when their status is asked for", () => {
    expect(names({ kind: "sources", query: "ymOV6oZKJ9" })).toEqual([]);
    expect(names({ kind: "sources", query: "ymOV6oZKJ9", status: ["REMOVED"] })).toEqual(["CSharp"]);
    expect(search({ kind: "sources", limit: 200 }).items.every((item) => item.offered)).toBe(true);
    expect(search({ kind: "sources", limit: 1 }).total).toBe(125);
  });

  it("pages through everything once", () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 50; page++) {
      const found = search({ kind: "destinations", limit: 37, ...(cursor && { cursor }) });
      seen.push(...found.items.map((item) => item.id));
      if (found.next === null) break;
      cursor = found.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(search({ kind: "destinations" }).total);
  });

  it("starts at the beginning with a cursor that is none", () => {
    const first = search({ kind: "sources", limit: 3 });
    expect(search({ kind: "sources", limit: 3, cursor: "not base64 ☃" }).items).toEqual(first.items);
    expect(search({ kind: "sources", limit: 3, cursor: "MA==" }).items).toEqual(first.items);
  });

  it("filters by category, and counts categories", () => {
    const [top] = listCategories("destinations");
    expect(top?.name).toBe("Analytics");
    expect(search({ kind: "destinations", category: "Analytics", limit: 200 }).total).toBe(top?.count);
  });

  it("offers the workspace's own functions of the kind", () => {
    const state = { resource_type: "SOURCE", display_name: "Tide gauge", code: "", settings: [] };
    const functions = [{ id: "sfnc_Ab12Cd34Ef", state }];
    const input = SearchCatalog.parse({ kind: "sources", query: "tide" });
    expect(searchCatalog(input, functions).items[0]).toMatchObject({ id: "Ab12Cd34Ef", name: "Tide gauge" });
    const other = SearchCatalog.parse({ kind: "destinations", query: "tide gauge" });
    expect(searchCatalog(other, functions).items.map((item) => item.id)).not.toContain("Ab12Cd34Ef");
  });

  it("refuses overlong queries and odd limits", () => {
    expect(SearchCatalog.safeParse({ kind: "sources", query: "x".repeat(201) }).success).toBe(false);
    expect(SearchCatalog.safeParse({ kind: "sources", limit: 0 }).success).toBe(false);
  });

  it.each([
    ["tide", "tides", true],
    ["tide", "tdie", true],
    ["tide", "tode", true],
    ["tide", "tide", true],
    ["tide", "ride s", false],
    ["tide", "edit", false],
  ])("says whether %s and %s differ by one letter", (a, b, expected) => {
    expect(differByOne(a, b)).toBe(expected);
  });
});
