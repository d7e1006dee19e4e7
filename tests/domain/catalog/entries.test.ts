import { describe, expect, it } from "vitest";
import { destinationRows, readDestinationDetail, sourceRows, warehouseRows } from "@/server/domain/catalog/data-files";
import {
  findCatalogEntry,
  findDestinationEntry,
  findSourceEntry,
  resolveCatalogEntry,
} from "@/server/domain/catalog/find-catalog-entry";
import { functionAsCatalogEntry } from "@/server/domain/catalog/function-as-catalog-entry";
import { getCatalogEntry } from "@/server/domain/catalog/get-catalog-entry";
import { initialsOf } from "@/server/domain/catalog/logos";
import { destinationTerraformMetadata } from "@/server/domain/catalog/terraform-metadata";

const braze = "60f9d0d048950c356be2e4da";

describe("shipped entries", () => {
  it("cover Segment's catalog", () => {
    expect(sourceRows().size).toBe(157);
    expect(destinationRows().size).toBe(632);
    expect(warehouseRows().size).toBe(8);
    expect([...sourceRows().values()].filter((row) => row.reverseEtl)).toHaveLength(9);
  });

  it("have unique ids and slugs that name them", () => {
    const slugs = [...destinationRows().values()].map((row) => row.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs.every((slug) => slug !== "")).toBe(true);
  });

  it("carry everything the Public API's catalog objects have", () => {
    expect(findSourceEntry("IqDTy1TpoU")?.metadata).toMatchObject({
      id: "IqDTy1TpoU",
      slug: "javascript",
      name: "Javascript",
      isCloudEventSource: false,
      status: "PUBLIC",
      description: "Collects events with Javascript.",
    });
    const metadata = findDestinationEntry(braze)?.metadata;
    expect(metadata).toMatchObject({
      slug: "actions-braze-cloud",
      status: "PUBLIC",
      supportedMethods: { track: true, identify: true, group: true, alias: true, pageview: true },
      regionEndpoints: ["US", "EU"],
      contacts: null,
    });
    expect(metadata?.logos.default).toMatch(/^data:image\/svg\+xml,/);
  });

  it("stay findable when they are retired, but are not offered", () => {
    const retired = findCatalogEntry("sources", "ymOV6oZKJ9");
    expect(retired).toMatchObject({ offered: false, metadata: { name: "CSharp", status: "REMOVED" } });
    expect(findCatalogEntry("destinations", braze)?.offered).toBe(true);
  });

  it("have details for exactly the 214 destinations of the package", () => {
    const withActions = [...destinationRows().values()].filter((row) => row.actions);
    expect(withActions).toHaveLength(214);
    const sum = withActions.reduce((total, row) => total + (readDestinationDetail(row.id)?.actions.length ?? 0), 0);
    expect(sum).toBe(601);
    expect(readDestinationDetail("../roles")).toBeNull();
  });
});

describe("unknown entries", () => {
  it("stand in for an id that nothing is known about, and keep working", () => {
    for (const kind of ["sources", "destinations", "warehouses"] as const) {
      const entry = resolveCatalogEntry(kind, "618ac81d0dff5bb5207845a5");
      expect(entry).toMatchObject({ kind, origin: "unknown", offered: false });
      expect(entry.metadata.id).toBe("618ac81d0dff5bb5207845a5");
      expect(entry.metadata.name).toContain("618ac81d0dff5bb5207845a5");
    }
  });

  it("promise nothing: all that is said of them is that nothing is known", () => {
    for (const kind of ["sources", "destinations", "warehouses"] as const) {
      const { description } = resolveCatalogEntry(kind, "never-heard-of").metadata;
      expect(description).toBe("Nothing is known about this type. Its settings are kept as they are.");
    }
  });

  it("are not given out by get, which says that there is none", () => {
    expect(() => getCatalogEntry("warehouses", "nothing")).toThrow("The catalog has no warehouse type “nothing”.");
    expect(getCatalogEntry("warehouses", "55d3d3aea3c").metadata.name).toBe("Postgres");
  });

  it("are not fooled by names of object properties", () => {
    expect(findCatalogEntry("sources", "__proto__")).toBeNull();
    expect(resolveCatalogEntry("destinations", "constructor").origin).toBe("unknown");
  });
});

describe("functions of the workspace", () => {
  const state = {
    resource_type: "DESTINATION",
    display_name: "Harbour ledger",
    code: "",
    settings: [
      { name: "apiKey", label: "API key", description: "", type: "STRING", required: true, sensitive: true },
      { name: "ports", label: "Ports", description: "", type: "ARRAY", required: false, sensitive: false },
    ],
  };
  const harbour = { id: "dfn_6a3b9fa84096face0430f6ed", state };

  it("are entries under their id without prefix", () => {
    const entry = resolveCatalogEntry("destinations", "6a3b9fa84096face0430f6ed", [harbour]);
    expect(entry).toMatchObject({ origin: "function", offered: true, metadata: { name: "Harbour ledger" } });
    expect(entry.metadata.options.map((option) => [option.name, option.type, option.required])).toEqual([
      ["apiKey", "string", true],
      ["ports", "array", false],
    ]);
    expect(entry.settingFacts.apiKey?.secret).toBe(true);
  });

  it("answer only for their own kind, and insert functions for none", () => {
    expect(resolveCatalogEntry("sources", "6a3b9fa84096face0430f6ed", [harbour]).origin).toBe("unknown");
    const insert = { id: "ifnd_6a3b9fa84096face0430f6ed", state: { ...state, resource_type: "INSERT_DESTINATION" } };
    expect(functionAsCatalogEntry(insert)).toBeNull();
  });
});

describe("metadata in Terraform", () => {
  it.each([
    [braze, { partner_owned: false, region_endpoints: ["US", "EU"], supported_regions: ["us-west-2", "eu-west-1"] }],
    ["56f6ce7280412f644ff12fb2", { partner_owned: false, region_endpoints: null, supported_regions: null }],
    ["5f7dd8191ad74f868ab1fc48", { region_endpoints: null, supported_regions: ["us-west-2", "eu-west-1"] }],
    ["6a3b9fa84096face0430f6ed", { partner_owned: false, region_endpoints: null, supported_regions: null }],
  ])("of %s is what exports show", (id, expected) => {
    expect(destinationTerraformMetadata(id)).toMatchObject({ contacts: null, id, ...expected });
  });
});

describe("initials", () => {
  it.each([
    ["Google Analytics", "GA"],
    ["webhooks", "WE"],
    [".NET", "NE"],
    ["2mee", "2M"],
    ["🚢", "?"],
    ["Ödön áru", "ÖÁ"],
  ])("of %s are %s", (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});
