import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as schema from "@/app/(dashboard)/[workspace]/_forms/rules/json-schema";
import { sampleTrackingPlans } from "@/server/domain/sample/tracking-plans";
import type { JsonValue } from "@/server/hcl/schema";

type Rule = { type: string; json_schema: { readonly [key: string]: JsonValue } };
const sampleRules = sampleTrackingPlans.flatMap((plan) => plan.state.rules as readonly unknown[] as readonly Rule[]);

const property = fc.record(
  {
    type: fc.constantFrom<JsonValue>("string", "object", ["string"], ["number", "null"]),
    description: fc.string(),
    enum: fc.array(fc.string(), { maxLength: 2 }),
    not: fc.constant({ pattern: "bot" }),
    format: fc.constant("email"),
  },
  { requiredKeys: [] },
);
const section = fc.record(
  {
    type: fc.constant("object"),
    additionalProperties: fc.boolean(),
    properties: fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), property, { minKeys: 1, maxKeys: 4 }),
  },
  { requiredKeys: ["properties"] },
);

describe("the builder of a rule's schema", () => {
  it("shows every rule of the sample", () => {
    expect(sampleRules.length).toBeGreaterThan(30);
    for (const rule of sampleRules) {
      expect(schema.isShowableRule(rule.json_schema, schema.sectionOf(rule.type))).toBe(true);
    }
  });

  it("touches nothing but what is edited, whatever else a schema holds", () => {
    fc.assert(
      fc.property(section, fc.nat(), (before, pick) => {
        const names = Object.keys(before.properties);
        const name = names[pick % names.length] ?? "";
        const old = before.properties[name] as { readonly [key: string]: JsonValue };
        const edited = schema.withProperty(before, name, { ...old, description: "new" });
        const { description: _, ...rest } = schema.propertiesOf(edited).find(([each]) => each === name)?.[1] ?? {};
        const { description: __, ...unedited } = old;
        expect(rest).toEqual(unedited);
        expect(schema.withProperty(edited, name, old)).toEqual({ type: "object", ...before });
        expect(Object.keys(edited.properties as object)).toEqual(names);
      }),
    );
  });

  it("gives the same schema back when a property is renamed and renamed back, or required and not", () => {
    const rule = sampleRules.find((each) => (each.json_schema.required ?? null) !== null) ?? sampleRules[0];
    const before = schema.sectionSchema(rule?.json_schema ?? {}, "properties");
    const [name = ""] = Object.keys(before.properties as object);
    const renamed = schema.withRenamed(before, name, "another") ?? {};
    expect(schema.isRequired(renamed, "another")).toBe(schema.isRequired(before, name));
    expect(schema.withRenamed(renamed, "another", name)).toEqual(before);
    const free = schema.withRequired({ type: "object" }, "a", true);
    expect(schema.withRequired(free, "a", false)).toEqual({ type: "object" });
  });

  it("does not take the name of another property", () => {
    expect(schema.withRenamed({ properties: { a: {}, b: {} } }, "a", "b")).toBeNull();
  });

  it("makes a section required as soon as one of its properties is", () => {
    const section = schema.withRequired(schema.withProperty({}, "order_id", { type: "string" }), "order_id", true);
    expect(schema.withSection(schema.emptyRuleSchema, "properties", section)).toEqual({
      ...schema.emptyRuleSchema,
      properties: {
        context: {},
        properties: { type: "object", properties: { order_id: { type: "string" } }, required: ["order_id"] },
        traits: {},
      },
      required: ["properties"],
    });
  });

  it("forgets that a property is required when the property goes", () => {
    const before = { properties: { a: {}, b: {} }, required: ["a"] };
    expect(schema.withoutProperty(before, "a")).toEqual({ properties: { b: {} } });
  });

  it("keeps a list of types a list", () => {
    expect(schema.withTypes({ type: ["string"] }, ["number"], false)).toEqual({ type: ["number"] });
    expect(schema.withTypes({ type: "string" }, ["number"], false)).toEqual({ type: "number" });
    expect(schema.withTypes({ type: "string" }, ["string"], true)).toEqual({ type: ["string", "null"] });
    expect(schema.withTypes({ type: "string" }, [], false)).toEqual({});
  });

  it.each<[string, JsonValue]>([
    ["a schema that is no object", true],
    ["properties that are no object", { properties: [] }],
    ["a list of schemas for items", { properties: { properties: { properties: { a: { items: [{}] } } } } }],
    ["a required that is no list", { properties: { properties: { required: true } } }],
    ["a property that is no schema", { properties: { properties: { properties: { a: true } } } }],
    ["a type that is no text", { properties: { properties: { properties: { a: { type: 1 } } } } }],
  ])("leaves %s to the text view", (_, value) => expect(schema.isShowableRule(value, "properties")).toBe(false));

  it("names the keywords that it keeps without showing them", () => {
    expect(schema.otherKeywords({ type: "string", not: { pattern: "bot" }, format: "email" })).toEqual([
      "not",
      "format",
    ]);
  });
});
