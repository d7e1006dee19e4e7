import { describe, expect, it } from "vitest";
import { dashboardNav } from "@/app/_shell/nav";
import { navPages } from "@/app/_shell/nav-pages";
import { breadcrumbs, findPlace } from "@/app/_shell/nav-trail";
import { themeAttribute } from "@/app/_shell/theme";

const NAV = dashboardNav("acme");

describe("the sidebar", () => {
  it("has the sections and items in the order people know", () => {
    expect(NAV.map((section) => [section.label, section.items.map((item) => item.label)])).toEqual([
      [null, ["Overview"]],
      ["Connections", ["Sources", "Destinations", "Mappings", "Filters", "Warehouses", "Functions", "Reverse ETL"]],
      ["Protocols", ["Tracking plans", "Transformations"]],
      ["Settings", ["Workspace", "Access", "Extensions", "Audit trail"]],
    ]);
  });

  it("marks the item a page lies under, the most specific one", () => {
    const labels = (path: string) => findPlace(NAV, path).chain.map((item) => item.label);
    expect(labels("/acme")).toEqual(["Overview"]);
    expect(labels("/acme/connections/sources/abc")).toEqual(["Sources"]);
    expect(labels("/acme/settings/extensions/dbt-cloud/jobs")).toEqual(["Extensions", "dbt Cloud"]);
    expect(labels("/acme/settings/extensions/dbt")).toEqual(["Extensions", "dbt models"]);
  });

  it("marks nothing for a page outside of it", () => {
    expect(findPlace(NAV, "/acme/somewhere").chain).toEqual([]);
    expect(findPlace(NAV, "/acmecorp").chain).toEqual([]);
  });

  it("survives a slug with unusual characters", () => {
    expect(dashboardNav("a/b?c")[0]?.items[0]?.href).toBe("/a%2Fb%3Fc");
  });
});

describe("breadcrumbs", () => {
  it("lead from the section to the thing on screen", () => {
    expect(breadcrumbs(NAV, "/acme/connections/sources/rh5BDZ")).toEqual([
      { label: "Connections" },
      { label: "Sources", href: "/acme/connections/sources" },
      { label: "rh5BDZ", mono: true },
    ]);
  });

  it("name known steps in words and do not link the page one is on", () => {
    expect(breadcrumbs(NAV, "/acme/connections/sources/new").at(-1)).toEqual({ label: "New" });
    const names = new Map([["rh5BDZ", "Shop"]]);
    expect(breadcrumbs(NAV, "/acme/connections/sources/rh5BDZ", names).at(-1)).toEqual({ label: "Shop" });
    expect(breadcrumbs(NAV, "/acme/connections/sources/rh5BDZ/runs", names).slice(-2)).toEqual([
      { label: "Shop", href: "/acme/connections/sources/rh5BDZ" },
      { label: "Runs" },
    ]);
    expect(breadcrumbs(NAV, "/acme/connections/sources").at(-1)).toEqual({ label: "Sources" });
  });

  it("show a broken escape as it stands", () => {
    expect(breadcrumbs(NAV, "/acme/connections/sources/%E0%A4%A").at(-1)?.label).toBe("%E0%A4%A");
  });
});

describe("the command palette's pages", () => {
  it("are all pages of the sidebar, with the place each lies in", () => {
    const pages = navPages(NAV);
    expect(pages).toHaveLength(25);
    expect(pages.find((page) => page.label === "Git Sync")?.hint).toBe("Settings / Extensions");
    expect(new Set(pages.map((page) => page.id)).size).toBe(pages.length);
  });
});

describe("the look", () => {
  it("follows the computer unless the cookie says light or dark", () => {
    expect(themeAttribute("dark")).toBe("dark");
    expect(themeAttribute("light")).toBe("light");
    for (const other of [undefined, "system", '"><script>']) expect(themeAttribute(other)).toBeUndefined();
  });
});
