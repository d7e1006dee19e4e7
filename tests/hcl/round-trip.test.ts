import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HclError } from "@/server/hcl/error";
import { readHcl } from "@/server/hcl/read";
import { readDocument } from "@/server/hcl/read-resource";
import { renderResource } from "@/server/hcl/resource-file";
import type { AttributeSchema, AttributeTable, AttributeType, JsonValue, ResourceDocument } from "@/server/hcl/schema";
import { writeHcl } from "@/server/hcl/write";

const text = fc
  .oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom("${a}", "%{", "$${", "{}", "[1]", "null", "[ 1]"))
  .map((value) => value.normalize("NFC"));
const name = fc.stringMatching(/^[a-z][a-z_]{0,8}$/);
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0 || 0);
const json = fc.jsonValue({ stringUnit: "binary" }).map((value) => clean(JSON.parse(JSON.stringify(value))));

/** What any writing does to JSON: text in normal form C, no negative zero. */
function clean(value: JsonValue): JsonValue {
  if (typeof value === "string") return value.normalize("NFC");
  if (typeof value === "number") return value || 0;
  if (Array.isArray(value)) return value.map(clean);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.normalize("NFC"), clean(member)]));
}

const type = fc.letrec<{ type: AttributeType; table: AttributeTable }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<AttributeType>({ type: "string" }, { type: "number" }, { type: "bool" }, { type: "json" }),
    fc.record({ type: fc.constant("object" as const), attributes: tie("table") }),
    fc.record({
      type: fc.constantFrom("set" as const, "list" as const),
      element: fc.oneof(
        fc.constant<AttributeType>({ type: "string" }),
        fc.record({ type: fc.constant("object" as const), attributes: tie("table") }),
      ),
    }),
  ),
  table: fc.dictionary(
    name,
    fc.record({
      value: tie("type"),
      mode: fc.constantFrom<AttributeSchema["mode"]>("required", "optional", "optionalComputed"),
    }),
    { maxKeys: 5, noNullPrototype: true },
  ),
}));

function anyOf(of: AttributeType): fc.Arbitrary<JsonValue> {
  switch (of.type) {
    case "string":
      return text;
    case "number":
      return number;
    case "bool":
      return fc.boolean();
    case "json":
      return json.filter((value) => value !== null);
    case "object":
      return stateOf(of.attributes);
    case "list":
      return fc.array(anyOf(of.element), { maxLength: 4 });
    case "set":
      return fc.uniqueArray(anyOf(of.element), {
        maxLength: 4,
        selector: (item) => comparable(settled(of.element, item)),
      });
  }
}

function stateOf(table: AttributeTable): fc.Arbitrary<{ [name: string]: JsonValue }> {
  const entries = Object.entries(table).map(([key, { value, mode }]) => {
    const present =
      mode === "required" || value.type !== "string" ? anyOf(value) : anyOf(value).filter((it) => it !== "");
    return [key, mode === "required" ? present : fc.option(present, { nil: undefined })] as const;
  });
  return fc.record(Object.fromEntries(entries)).map(
    (state) =>
      Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as {
        [name: string]: JsonValue;
      },
  );
}

/** Equal for equal values whatever the order of keys. */
function comparable(value: JsonValue): string {
  const sorted = (_: string, it: unknown) =>
    it !== null && typeof it === "object" && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it;
  return JSON.stringify(value, sorted);
}

/** The value with the elements of its sets in one order. */
function settled(of: AttributeType, value: JsonValue): JsonValue {
  if (of.type === "object") {
    const entries = Object.entries(value as { [name: string]: JsonValue });
    return Object.fromEntries(
      entries.map(([key, member]) => [key, settled(of.attributes[key]?.value ?? { type: "json" }, member)]),
    );
  }
  if ((of.type !== "set" && of.type !== "list") || !Array.isArray(value)) return value;
  const items = value.map((item: JsonValue) => settled(of.element, item));
  return of.type === "set" ? items.sort((a, b) => (comparable(a) < comparable(b) ? -1 : 1)) : items;
}

const document = type.table
  .chain((attributes) => fc.record({ attributes: fc.constant(attributes), state: stateOf(attributes) }))
  .map((it): ResourceDocument => ({ ...it, type: "segment_x", label: "id-1", importId: "a:1" }));

describe("any state of any attributes", () => {
  it("is read back as it was written", () => {
    fc.assert(
      fc.property(document, (it) => {
        const read = readDocument(readHcl(renderResource(it), { file: "x.tf" }), () => it.attributes, { file: "x.tf" });
        const whole: AttributeType = { type: "object", attributes: it.attributes };
        expect(settled(whole, read.state)).toEqual(settled(whole, it.state));
        expect({ ...read, state: null }).toEqual({ ...it, state: null });
      }),
      { numRuns: 400 },
    );
  });

  it("is written the same after being read, as a document and as a state", () => {
    fc.assert(
      fc.property(document, (it) => {
        const once = renderResource(it);
        const file = readHcl(once, { file: "x.tf" });
        expect(writeHcl(file)).toBe(once);
        expect(renderResource(readDocument(file, () => it.attributes, { file: "x.tf" }))).toBe(once);
      }),
      { numRuns: 400 },
    );
  });
});

describe("any text", () => {
  const pieces = fc.constantFrom(
    ...'{}[]()"\\,=:.-+$%# \n\t09az',
    ...[
      "a {\n",
      "}\n",
      'x = "',
      '"\n',
      "jsonencode(",
      "null",
      "true",
      "<<E\n",
      "\nE\n",
      "${",
      "$${",
      "/*",
      "*/",
      "\r\n",
      "é",
      "for",
    ],
  );
  const source = fc.array(pieces, { maxLength: 25 }).map((parts) => `a {\n  b = ${parts.join("")}\n}\n`);

  it("is either refused with a typed error or written in a form that stays", () => {
    fc.assert(
      fc.property(source, (it) => {
        let once: string;
        try {
          once = writeHcl(readHcl(it, { file: "x.tf" }));
        } catch (error) {
          expect(error).toBeInstanceOf(HclError);
          return;
        }
        expect(writeHcl(readHcl(once, { file: "x.tf" }))).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });
});
