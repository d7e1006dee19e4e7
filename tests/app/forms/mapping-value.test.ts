import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asKind,
  type MappingKind,
  pathFromInput,
  readMapping,
  writeMapping,
} from "@/app/(dashboard)/[workspace]/_forms/mapping/mapping-value";
import { sameJson } from "@/app/(dashboard)/[workspace]/_forms/model/json";
import { destinationRows } from "@/server/domain/catalog/data-files";
import { listActions, listPresets } from "@/server/domain/catalog/list-actions";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import type { JsonValue } from "@/server/hcl/schema";

const when = (branches: string) => JSON.parse(`{"@if":${branches}}`) as JsonValue;
const again = (value: JsonValue) => writeMapping(readMapping(value)) ?? null;
const text = fc.string({ maxLength: 8 });
const mapping: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 3 })),
    fc.record({ "@path": fc.oneof(text, fc.integer()) }),
    fc.record({ "@template": text }),
    fc.record({ "@arrayPath": fc.array(tie("value"), { maxLength: 2 }) }),
    fc.record({ "@path": text, extra: tie("value") }, { requiredKeys: ["@path"] }),
    fc.record({
      "@if": fc.dictionary(fc.constantFrom("exists", "blank", "then", "else", "odd"), tie("value"), { maxKeys: 5 }),
    }),
    fc.dictionary(text, tie("value"), { maxKeys: 3 }),
  ),
})).value;

describe("values of a mapping", () => {
  it("come out of the builder as they went in, directives that it does not know included", () => {
    fc.assert(
      fc.property(mapping, (value) => {
        expect(sameJson(again(value), value)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("come out as they went in for every default and preset of the catalog", () => {
    const kinds = new Map<MappingKind, number>();
    for (const { id } of destinationRows().values()) {
      const values = [
        ...listActions(id).flatMap((action) => action.fields.map((field) => field.defaultValue ?? null)),
        ...listPresets(id).flatMap((preset) => Object.values(preset.fields)),
      ];
      for (const value of values) {
        expect(again(value)).toEqual(value);
        const { kind } = readMapping(value);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    expect(kinds.get("path")).toBeGreaterThan(3000);
    // What has no editor of its own must stay rare, or the builder would be for show.
    expect((kinds.get("json") ?? 0) / [...kinds.values()].reduce((a, b) => a + b)).toBeLessThan(0.05);
  });

  it("come out as they went in for every mapping of the sample", () => {
    const mappings = sampleResources().filter((each) => each.kind === "destination_subscription");
    for (const { state } of mappings) expect(sameJson(again(state.settings ?? null), state.settings)).toBe(true);
  });

  it.each<[JsonValue, MappingKind]>([
    ["fixed", "literal"],
    [{ "@path": "$.event" }, "path"],
    [{ "@template": "{{event}}" }, "template"],
    [when('{"exists":{"@path":"$.a"},"then":{"@path":"$.a"},"else":"b"}'), "if"],
    [when('{"exists":{"@path":"$.a"},"then":null}'), "json"],
    [{ name: { "@path": "$.a" }, fixed: 1 }, "object"],
    [["a", "b"], "list"],
    [{ "@case": { operator: "lower", value: { "@path": "$.a" } } }, "json"],
    [{}, "json"],
  ])("read %j as %s", (value, kind) => expect(readMapping(value).kind).toBe(kind));

  it("take a path with or without its beginning", () => {
    expect(["properties.plan", "$.userId", " event ", ""].map(pathFromInput)).toEqual([
      "$.properties.plan",
      "$.userId",
      "$.event",
      "",
    ]);
  });

  it("carry a text along when they are given in another way", () => {
    expect(asKind("template", { kind: "literal", value: "Hello" })).toEqual({ kind: "template", template: "Hello" });
    expect(asKind("json", readMapping({ "@path": "$.a" }))).toEqual({ kind: "json", value: { "@path": "$.a" } });
    const path = readMapping({ "@path": "$.a" });
    expect(writeMapping(asKind("if", path))).toEqual(
      when('{"exists":{"@path":"$.a"},"then":{"@path":"$.a"},"else":{"@path":""}}'),
    );
  });
});
