import { parse } from "@cdktf/hcl2json";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { providersTf, providerVersions } from "@/server/hcl/providers-tf";
import { readHcl } from "@/server/hcl/read";
import type { JsonValue } from "@/server/hcl/schema";
import type { Expression } from "@/server/hcl/syntax";
import { writeHcl } from "@/server/hcl/write";

const again = (text: string) => writeHcl(readHcl(text, { file: "x.tf" }));

describe("a file in Terraform's form comes back byte for byte", () => {
  it("with JSON as one escaped literal, deprecated attributes and empty documents, as exports of 2024", () => {
    const text = [
      "import {",
      "  to = segment_reverse_etl_model.id-2jcVJ8w72hFYp4sPYCe13e",
      '  id = "2jcVJ8w72hFYp4sPYCe13e"',
      "}",
      "",
      'resource "segment_reverse_etl_model" "id-2jcVJ8w72hFYp4sPYCe13e" {',
      '  description       = ""',
      '  query             = "SELECT *\\nFROM \\"A\\" WHERE b = \'$${c}\'"',
      '  schedule_config   = "{}"',
      '  schedule_strategy = ""',
      '  settings          = "{\\"a\\":{\\"@path\\":\\"$.x\\"},\\"b\\":\\"\\\\u003cp\\\\u003e\\"}"',
      "}",
    ].join("\n");
    expect(again(text)).toBe(text);
    expect(again(`${text}\n`)).toBe(`${text}\n`);
  });

  it.each([
    ["several blocks", 'a {\n}\n\nb "c" {\n  d = 1\n\n  e {\n    f = 2\n  }\n}\n'],
    ["blocks without blank lines", "a {\n}\nb {}\n"],
    ["brackets on lines of their own", 'a {\n  b = [\n    "c",\n    "d",\n  ]\n  e = {\n  }\n  f = []\n  g = {}\n}\n'],
    ["objects on one line", 'a {\n  b = [{ c = 1, d = [{}] }, { c = 2 }]\n  e = { f = "g" }\n}\n'],
    ["objects that close and open on one line", "a {\n  b = jsonencode([{\n    c = 1\n    }, {\n    d = 2\n  }])\n}\n"],
    ["numbers as they were written", "a {\n  b = 1.50\n  c = 12345678901234567890123\n  d = -1e3\n}\n"],
  ])("with %s", (_, text) => {
    expect(again(text)).toBe(text);
  });

  it.each(providerVersions)("when it is our providers.tf for %s", (version) => {
    expect(again(providersTf({ version }))).toBe(providersTf({ version }));
    expect(providersTf({ version })).toContain(`version = "${version}"`);
    const url = 'https://example.com/"${api}"';
    expect(again(providersTf({ version, url }))).toBe(providersTf({ version, url }));
    expect(providersTf({ version, url })).toContain('url = "https://example.com/\\"$${api}\\""');
  });
});

it("formats what is not in that form", () => {
  expect(again("# gone\na   {\n b=1\n\n\n long =   [ 2,3 , ]\n c = <<E\nx\nE\n}")).toBe(
    'a {\n  b = 1\n\n  long = [2, 3]\n  c    = "x\\n"\n}',
  );
});

function expression(value: JsonValue): Expression {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "string", value };
  if (typeof value === "boolean") return { kind: "bool", value };
  if (typeof value === "number") return { kind: "number", text: String(value) };
  if (Array.isArray(value)) return { kind: "list", items: value.map(expression), layout: "inline" };
  const items = Object.entries(value).map(([key, member]) => ({ key, value: expression(member) }));
  return { kind: "object", items, layout: items.length > 0 ? "lines" : "inline" };
}

/** hcl2json keeps template escapes in strings and keys, and normalises as Terraform does. */
function asConverted(value: JsonValue): JsonValue {
  if (typeof value === "string") return textAsConverted(value);
  if (Array.isArray(value)) return value.map(asConverted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [textAsConverted(key), asConverted(member)]));
}

function textAsConverted(text: string): string {
  return text.normalize("NFC").replace(/([$%])\{/g, "$1$1{");
}

it("writes values that another reader of HCL reads the same", async () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.constantFrom("a${b}", "%{c}", "$${", '\\"\n'));
  const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      text,
      fc.boolean(),
      fc.integer(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(text, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(value, async (it) => {
      const body = [{ kind: "attribute" as const, name: "x", value: expression([it]), spaced: false }];
      const block = {
        kind: "block" as const,
        type: "locals",
        labels: [],
        body,
        layout: "lines" as const,
        spaced: false,
      };
      const read = (await parse("x.tf", writeHcl({ blocks: [block], trailingNewline: true }))) as {
        locals: [{ x: JsonValue }];
      };
      expect(read.locals[0].x).toEqual([asConverted(it)]);
    }),
    { numRuns: 150 },
  );
});
