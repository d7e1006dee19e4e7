import { describe, expect, it } from "vitest";
import { apiStatus } from "@/server/domain/catalog/api-status";
import { extractDefinition } from "@/server/domain/catalog/extract-definition";
import { destinationFacts, destinationRow, roleRow, warehouseRow } from "@/server/domain/catalog/extract-facts";
import { formatDetail, formatRows } from "@/server/domain/catalog/format-data";
import { rememberRecent } from "@/server/domain/catalog/remember-recent";

const condition = { conditions: [{ fieldKey: "mode", operator: "is" as const, value: "a" }] };
const definition = {
  name: "Lighthouse",
  slug: "actions-lighthouse",
  description: "Prose that is not ours.",
  authentication: {
    scheme: "custom",
    fields: {
      key: { label: "Key", description: "Prose.", type: "password", required: true },
      zone: { label: "Zone", description: "", type: "string", choices: ["eu", { label: "x".repeat(80), value: "us" }] },
    },
  },
  actions: {
    blink: {
      title: "Blink",
      description: "Prose.",
      defaultSubscription: 'type = "track"\n   and event != "Off"',
      performBatch: () => undefined,
      fields: {
        mode: { label: "Mode", description: "Prose.", type: "string", required: condition, depends_on: condition },
        lamp: {
          label: "Lamp",
          type: "object",
          properties: { colour: { label: "Colour", description: "Prose.", type: "string", required: true } },
        },
      },
    },
  },
  presets: [{ name: "Blink", partnerAction: "blink", subscribe: 'type = "track"', mapping: { mode: "a" } }],
};

describe("extractDefinition", () => {
  const detail = extractDefinition("0123456789abcdef01234567", definition);

  it("keeps facts and leaves prose and code behind", () => {
    expect(JSON.stringify(detail)).not.toContain("Prose");
    expect(detail.settings).toEqual([
      { name: "key", label: "Key", type: "password", required: true, secret: true },
      {
        name: "zone",
        label: "Zone",
        type: "select",
        choices: [
          { label: "eu", value: "eu" },
          { label: "Us", value: "us" },
        ],
      },
    ]);
    expect(detail.actions[0]).toMatchObject({
      slug: "blink",
      batch: true,
      trigger: 'type = "track" and event != "Off"',
    });
  });

  it("keeps conditions apart from what is always required", () => {
    const [mode, lamp] = detail.actions[0]?.fields ?? [];
    expect(mode).toMatchObject({ key: "mode", requiredIf: condition, shownIf: condition });
    expect(mode).not.toHaveProperty("required");
    expect(lamp?.properties).toEqual({ colour: { label: "Colour", type: "string", required: true } });
  });

  it("writes one field a line, in JSON that reads back the same", () => {
    const text = formatDetail(detail);
    expect(JSON.parse(text)).toEqual(detail);
    expect(text.split("\n").filter((line) => line.includes('"key":"mode"'))).toHaveLength(1);
    expect(formatRows([])).toBe("[]");
  });
});

describe("facts", () => {
  const entry = { id: "a", slug: "a", name: "A", status: "PUBLIC" as const, partnerOwned: true };

  it("give classic destinations no supported regions, and no endpoints that may be null", () => {
    const regions = ["us-west-2", "eu-west-1"];
    const classic = { ...entry, kind: "classic" as const, regions, regionEndpoints: ["US"] };
    expect(destinationFacts(classic)).toEqual({ id: "a", partnerOwned: true });
    expect(destinationFacts({ ...classic, kind: "actions", regionEndpoints: ["US", "EU"] })).toEqual({
      id: "a",
      partnerOwned: true,
      supportedRegions: regions,
      regionEndpoints: ["US", "EU"],
    });
  });

  it("believe exports before rules", () => {
    const exportMeta = { partnerOwned: false, supportedRegions: ["eu-west-1"], regionEndpoints: ["EU"] };
    expect(destinationFacts({ ...entry, kind: "classic", exportMeta })).toEqual({
      id: "a",
      supportedRegions: ["eu-west-1"],
      regionEndpoints: ["EU"],
    });
  });

  it("leave warehouse types that are sources or destinations to those", () => {
    expect(warehouseRow({ ...entry, kind: "reverse-etl-source" })).toBeNull();
    expect(warehouseRow({ ...entry, id: null })).toBeNull();
    expect(warehouseRow(entry)?.name).toBe("A");
  });

  it("name what has no name by its slug, and count no category twice", () => {
    const row = destinationRow({ ...entry, name: null, slug: "actions-tide-table", kind: "actions", status: null }, 0);
    expect(row).toMatchObject({ name: "tide table", status: "UNLISTED" });
    expect(destinationRow({ ...entry, kind: "classic", categories: ["X", "X"] }, 0).categories).toEqual(["X"]);
  });

  it("show a role of uncertain name with its candidates", () => {
    const role = { id: "0123", env: "production" as const, resourceTypes: ["WORKSPACE"] };
    expect(roleRow({ ...role, name: null, confidence: "one of: A, B" }).name).toBe("A or B (…0123)");
    expect(roleRow({ ...role, name: "C", confidence: "sure" })).not.toHaveProperty("sure");
  });
});

describe("helpers", () => {
  it("forget the result unused for longest", () => {
    const computed: string[] = [];
    const recent = rememberRecent(2, (key) => computed.push(key));
    for (const key of ["a", "b", "a", "c", "a", "b"]) recent(key);
    expect(computed).toEqual(["a", "b", "c", "b"]);
  });

  it("spell statuses as the Public API does", () => {
    expect(["PUBLIC", "HIDDEN", "UNLISTED", "REMOVED"].map((status) => apiStatus(status as "PUBLIC"))).toEqual([
      "PUBLIC",
      "PRIVATE_BETA",
      "PRIVATE_BUILDING",
      "DEPRECATED",
    ]);
  });
});
