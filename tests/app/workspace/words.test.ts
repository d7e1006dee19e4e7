import { describe, expect, it } from "vitest";
import { grantsText } from "@/app/(dashboard)/[workspace]/_resources/grant-text";
import { fieldSource } from "@/app/(dashboard)/[workspace]/_resources/mapping-words";
import { scheduleWords } from "@/app/(dashboard)/[workspace]/_resources/schedule-words";
import { schemaProperties } from "@/app/(dashboard)/[workspace]/_resources/schema-properties";
import { browserWords } from "@/app/(dashboard)/[workspace]/account/browser-words";

const owner = "1Mc8DFMmZbyzdEWmE6k8JVgKAiE";
const sourceAdmin = "1Mc8DKqCj3vrDvNml9Vhsc7Aebt";
const on = (type: string, ...labels: { key: string; value: string }[]) => ({ id: "x", type, labels });

describe("role grants in short", () => {
  it("name the role and where it holds", () => {
    expect(grantsText([{ role_id: owner, resources: [on("WORKSPACE")] }])).toBe("Workspace Owner");
    const scoped = { role_id: sourceAdmin, resources: [on("SOURCE"), on("SOURCE"), on("WAREHOUSE")] };
    expect(grantsText([scoped])).toBe("Source Admin (2 sources, 1 warehouse)");
    const labelled = { role_id: sourceAdmin, resources: [on("WORKSPACE", { key: "env", value: "prod" })] };
    expect(grantsText([labelled])).toBe("Source Admin (env:prod)");
  });

  it("keep the id of a role that nobody knows", () => {
    expect(grantsText([{ role_id: "unheard-of", resources: [on("SPACE")] }])).toBe("unheard-of (1 space)");
    expect(grantsText(undefined)).toBe("");
  });
});

describe("what fills a field of a mapping", () => {
  it("is said for paths, templates and fixed values", () => {
    expect(fieldSource({ "@path": "$.properties.email" })).toEqual({ words: "Event", code: "properties.email" });
    expect(fieldSource({ "@template": "{{event}}" })).toEqual({ words: "Template", code: "{{event}}" });
    expect(fieldSource(true)).toEqual({ words: "Always", code: "true" });
    expect(fieldSource("")).toEqual({ words: "Empty text", code: null });
    expect(fieldSource({ "@literal": 5 })).toEqual({ words: "Always", code: "5" });
  });

  it("is said for a choice and for an object of several", () => {
    const choice = JSON.parse(
      '{"@if":{"exists":{"@path":"$.userId"},"then":{"@path":"$.userId"},"else":{"@path":"$.anonymousId"}}}',
    );
    expect(fieldSource(choice).code).toBe("userId, if userId is there; anonymousId, if not");
    const object = { a: { "@path": "$.x" }, b: "fixed" };
    expect(fieldSource(object)).toEqual({ words: "Object", code: "a: x\nb: fixed" });
  });

  it("stays whole where nobody knows the directive", () => {
    const value = { "@case": { operator: "lower", value: { "@path": "$.event" } } };
    expect(fieldSource(value)).toEqual({ words: "Computed", code: JSON.stringify(value, null, 2) });
  });
});

describe("a Reverse ETL schedule", () => {
  it.each([
    [{ strategy: "PERIODIC", config: { interval: "1h" } }, "Every 1h"],
    [
      { strategy: "SPECIFIC_DAYS", config: { days: [1, 5], hours: [6, 18], timezone: "Europe/Berlin" } },
      "Monday, Friday at 6:00, 18:00 (Europe/Berlin)",
    ],
    [{ strategy: "SPECIFIC_DAYS", config: { days: [0, 1, 2, 3, 4, 5, 6], hours: [6] } }, "Every day at 6:00"],
    [{ strategy: "CRON", config: { spec: "0 6 * * 1", timezone: "UTC" } }, "Cron 0 6 * * 1 (UTC)"],
    [{ strategy: "DBT_CLOUD", config: { jobId: "7", accountId: "9" } }, "After dbt Cloud job 7 of account 9"],
    [{ strategy: "MANUAL" }, "Only when started by hand"],
    [{ strategy: "UNHEARD_OF", config: null }, "UNHEARD_OF"],
  ])("reads as a sentence: %j", (schedule, words) => {
    expect(scheduleWords(schedule)).toBe(words);
  });
});

describe("the properties of a rule's schema", () => {
  const properties = {
    type: "object",
    required: ["id"],
    properties: {
      id: { type: ["string", "null"], description: "Order id", pattern: "^o_" },
      items: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
      size: { enum: ["s", "l"] },
    },
  };

  it("are listed below the event's part, nested ones after their parent", () => {
    const schema = { type: "object", properties: { context: {}, traits: {}, properties } };
    const found = schemaProperties(schema).map(({ path, type, required, limits }) => [path, type, required, limits]);
    expect(found).toEqual([
      ["properties.id", "string or null", true, "matches ^o_"],
      ["properties.items", "array of object", false, ""],
      ["properties.items[].sku", "string", false, ""],
      ["properties.size", "any", false, 'one of "s", "l"'],
    ]);
  });

  it("are none for what is no schema, and end at a depth that no event has", () => {
    expect(schemaProperties("text")).toEqual([]);
    let deep: object = { type: "string" };
    for (let level = 0; level < 200; level += 1) deep = { type: "object", properties: { next: deep } };
    expect(schemaProperties(deep as never).length).toBeLessThan(20);
  });
});

describe("a browser's own name", () => {
  it.each([
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605", "Safari on macOS"],
    ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140 Safari/537 Edg/140", "Edge on Windows"],
    ["", "Unknown browser"],
  ])("becomes words to recognise it by: %s", (userAgent, words) => {
    expect(browserWords(userAgent)).toBe(words);
  });
});
