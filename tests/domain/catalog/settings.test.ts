import { describe, expect, it } from "vitest";
import { resolveCatalogEntry } from "@/server/domain/catalog/find-catalog-entry";
import { labelFromKey } from "@/server/domain/catalog/labels";
import { findRole, listRoles } from "@/server/domain/catalog/list-roles";
import { isSecret, secretSettings } from "@/server/domain/catalog/secret-settings";
import { settingsOf } from "@/server/domain/catalog/settings-of";

const braze = "60f9d0d048950c356be2e4da";
const adobeAnalytics = "5783cec280412f644ff14226";
const postgres = "55d3d3aea3c";
const postgresReverseEtl = "WvlvcGEJsT";

describe("settingsOf", () => {
  it("makes form fields of an entry's options", () => {
    const fields = settingsOf(resolveCatalogEntry("destinations", braze));
    expect(fields[0]).toMatchObject({ name: "api_key", label: "API Key", control: "secret", required: true });
    expect(fields.find((field) => field.name === "endpoint")).toMatchObject({
      control: "select",
      default: "https://rest.iad-01.braze.com",
    });
    expect(fields.find((field) => field.name === "endpoint")?.choices).toHaveLength(15);
  });

  it("keeps stored settings that the catalog does not know, after the known ones", () => {
    const stored = { zeta: [1, { a: 2 }], my_token: "abc", app_id: "x", limit: 3 };
    const fields = settingsOf(resolveCatalogEntry("destinations", braze), stored);
    const extra = fields.filter((field) => !field.known);
    expect(extra.map((field) => [field.name, field.control, field.secret])).toEqual([
      ["limit", "number", false],
      ["my_token", "secret", true],
      ["zeta", "json", false],
    ]);
    expect(fields.slice(-3)).toEqual(extra);
  });

  it("asks for nothing that the product writes itself", () => {
    const fields = settingsOf(resolveCatalogEntry("warehouses", postgres));
    expect(fields.find((field) => field.name === "ciphertext")).toMatchObject({ internal: true, required: false });
    expect(fields.filter((field) => field.required).map((field) => field.name)).toEqual([
      "database",
      "hostname",
      "password",
      "port",
      "username",
    ]);
  });

  it("asks for BigQuery's credentials, which are a key file that a person has", () => {
    for (const [kind, id] of [
      ["sources", "78PbvP2yv8"],
      ["warehouses", "kwX50Df0hr"],
    ] as const) {
      const fields = settingsOf(resolveCatalogEntry(kind, id));
      expect(fields.find(({ name }) => name === "credentials")).toMatchObject({ internal: false, control: "secret" });
    }
    const stored = settingsOf(resolveCatalogEntry("sources", postgresReverseEtl));
    expect(stored.find(({ name }) => name === "credentials")).toMatchObject({ internal: true });
  });

  it("shows every setting of an unknown entry", () => {
    const fields = settingsOf(resolveCatalogEntry("sources", "nothing"), { apiSecret: "s", host: "h" });
    expect(fields.map((field) => [field.name, field.secret])).toEqual([
      ["apiSecret", true],
      ["host", false],
    ]);
  });

  it.each([
    ["apiKey", "API key"],
    ["gc-project", "Gc project"],
    ["track_all_pages", "Track all pages"],
    ["oAuthClientId", "O auth client ID"],
    ["___", "___"],
  ])("labels %s as %s", (key, label) => {
    expect(labelFromKey(key)).toBe(label);
  });
});

describe("secretSettings", () => {
  it("knows passwords of the package and what exports mask", () => {
    expect(secretSettings("destinations", braze)).toEqual(["api_key"]);
    expect(secretSettings("destinations", adobeAnalytics)).toEqual(["oAuthClientSecret"]);
    expect(secretSettings("warehouses", postgres)).toEqual(["ciphertext", "credentials", "password"]);
    expect(secretSettings("sources", postgresReverseEtl)).toEqual(["credentials", "password"]);
    expect(secretSettings("destinations", "5f7dd78fe27ce7ff2b8bfa37")).toEqual(["apiKey", "siteId"]);
  });

  it("judges unknown settings by their name", () => {
    const stored = { url: "u", api_key: "k", clientSecret: "s", "private-key": "p" };
    expect(secretSettings("destinations", "unknown", stored)).toEqual(["api_key", "clientSecret", "private-key"]);
    expect(secretSettings("destinations", braze, { ...stored, app_id: "x" })).toContain("clientSecret");
  });

  it("takes the word of a function's definition", () => {
    const setting = { label: "L", description: "", type: "STRING", required: true };
    const state = {
      resource_type: "DESTINATION",
      settings: [
        { ...setting, name: "region", sensitive: true },
        { ...setting, name: "tokenName", sensitive: false },
      ],
    };
    const functions = [{ id: "dfn_6a3b9fa84096face0430f6ed", state }];
    const stored = { region: "eu", tokenName: "t" };
    expect(secretSettings("destinations", "6a3b9fa84096face0430f6ed", stored, functions)).toEqual(["region"]);
  });

  it("is not fooled by names of object properties", () => {
    const entry = resolveCatalogEntry("destinations", braze);
    expect(isSecret(entry, "constructor")).toBe(false);
    expect(isSecret(entry, "api_key")).toBe(true);
  });
});

describe("roles", () => {
  it("are found by id, and staging's are not offered", () => {
    expect(findRole("1Mc8DFMmZbyzdEWmE6k8JVgKAiE")).toMatchObject({ name: "Workspace Owner", nameSure: true });
    expect(findRole("1WDUuRLxv84rrfCNUwvkrRtkxnS")?.environment).toBe("staging");
    expect(listRoles().map((role) => role.id)).not.toContain("1WDUuRLxv84rrfCNUwvkrRtkxnS");
    expect(findRole("nobody")).toBeNull();
  });

  it("have distinct names", () => {
    const names = listRoles().map((role) => role.name);
    expect(names).toHaveLength(18);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(
      expect.arrayContaining(["Workspace Owner", "Workspace Member", "Source Admin", "Source Read-only"]),
    );
  });
});
