import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentOf } from "@/server/core/kinds/document";
import { allKinds } from "@/server/core/kinds/table";
import { readHcl } from "@/server/hcl/read";
import type { AttributeTable, AttributeType, JsonValue, ResourceState } from "@/server/hcl/schema";
import { renderVerified } from "@/server/hcl/verify-document";
import { writeHcl } from "@/server/hcl/write";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom(
    "${a}",
    "%{",
    "$${",
    "{}",
    "[1]",
    "null",
    "\r\n",
    "•••• 1234",
    "\u2028",
    "e\u0301",
    "for",
    "__proto__",
  ),
);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e21, 1e-7, Number("9007199254740993"), -0, 0.1, 2 ** 31),
);

/** Documents whose names Terraform can tell apart. */
const json = fc
  .dictionary(
    fc.stringMatching(/^[A-Za-z0-9@$ ._-]{0,8}$/),
    fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        number,
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[A-Za-z0-9@$ ._-]{0,8}$/), tie("value"), {
          maxKeys: 3,
          noNullPrototype: true,
        }),
      ),
    })).value,
    { maxKeys: 5, noNullPrototype: true },
  )
  .map((value): JsonValue => value);

function valuesOf(type: AttributeType): fc.Arbitrary<JsonValue> {
  switch (type.type) {
    case "string":
      return text;
    case "number":
      return number;
    case "bool":
      return fc.boolean();
    case "json":
      return json;
    case "object":
      return stateOf(type.attributes);
    case "list":
    case "set":
      return fc.array(valuesOf(type.element), { maxLength: 3 });
  }
}

const stateOf = (table: AttributeTable): fc.Arbitrary<ResourceState> =>
  fc.record(
    Object.fromEntries(
      Object.entries(table).map(([name, { value, mode }]) => [
        name,
        mode === "required" ? valuesOf(value) : fc.option(valuesOf(value), { nil: null }),
      ]),
    ),
  );

/** Ids stand in labels and file names: their shape is checked on every way in. */
const id = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
const idAttributes = /_id$|^(key|value)$/;

describe.each(allKinds.map((kind) => [kind.kind, kind] as const))("any %s", (name, kind) => {
  const state = fc
    .tuple(stateOf(kind.attributes), id)
    .map(([values, short]) =>
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          idAttributes.test(key) && typeof value === "string" ? short : value,
        ]),
      ),
    );

  it.each(["masked", "variables"] as const)("is written, secrets %s, and read back as the same", (style) => {
    fc.assert(
      fc.property(state, id, fc.array(fc.stringMatching(/^[a-z_ -]{1,6}$/)), (values, own, keys) => {
        const whole = kind.newId(values).includes(":") ? kind.newId(values) : own;
        const document = documentOf(name, whole, values, { style, paths: keys.map((key) => `settings.${key}`) });
        const { text: written, mismatch } = renderVerified(document);
        expect(mismatch).toBeNull();
        const again = writeHcl(readHcl(written ?? "", { file: "a.tf" }));
        expect(again).toBe(written);
      }),
      { numRuns: 100 },
    );
  });
});
