import { describe, expect, it } from "vitest";
import { HclError } from "@/server/hcl/error";
import { renderResource } from "@/server/hcl/resource-file";
import type { AttributeTable, AttributeType, ResourceState } from "@/server/hcl/schema";

const string: AttributeType = { type: "string" };

const attributes: AttributeTable = {
  name: { value: string, mode: "optional" },
  code: { value: string, mode: "required" },
  settings: { value: { type: "json" }, mode: "required" },
};

/** The lines of one attribute's value, without the resource around it. */
function written(state: ResourceState, table: AttributeTable = attributes): string {
  const text = renderResource({ type: "t", label: "l", importId: null, attributes: table, state });
  return text.slice('resource "t" "l" {\n'.length, -"\n}".length);
}

const settings = (value: ResourceState) =>
  written({ settings: value }, { settings: { value: { type: "json" }, mode: "required" } });

const one = (type: AttributeType, value: ResourceState["x"], mode: "required" | "optional" = "required") =>
  written(value === undefined ? {} : { x: value }, { x: { value: type, mode } });

describe("a resource file", () => {
  it("is an import block, a blank line and the resource, without a line break at the end", () => {
    const text = renderResource({
      type: "segment_label",
      label: "id-environment_demo",
      importId: "environment:demo",
      attributes: {
        value: { value: string, mode: "required" },
        description: { value: string, mode: "optional" },
      },
      state: { value: "demo" },
    });
    expect(text).toBe(
      [
        "import {",
        "  to = segment_label.id-environment_demo",
        '  id = "environment:demo"',
        "}",
        "",
        'resource "segment_label" "id-environment_demo" {',
        "  description = null",
        '  value       = "demo"',
        "}",
      ].join("\n"),
    );
  });

  it("refuses a label that would break out of its block", () => {
    const render = () => renderResource({ type: "t", label: 'x" {', importId: null, attributes: {}, state: {} });
    expect(render).toThrow(HclError);
  });

  it("refuses a state of the wrong type instead of writing it", () => {
    expect(() => one({ type: "bool" }, "true")).toThrow("“x” is not a bool.");
    expect(() => one({ type: "number" }, Number.NaN)).toThrow(HclError);
    expect(() => one({ type: "set", element: string }, "a")).toThrow(HclError);
  });
});

describe("strings", () => {
  it("writes an optional empty string as null and keeps a required one", () => {
    expect(one(string, "", "optional")).toBe("  x = null");
    expect(one(string, "")).toBe('  x = ""');
  });

  it("escapes template sequences, quotes and unprintable characters and keeps the rest", () => {
    expect(one(string, "${a} %{b} $ % $${c}")).toBe('  x = "$${a} %%{b} $ % $$${c}"');
    expect(one(string, 'a"b\\c\n\r\t')).toBe('  x = "a\\"b\\\\c\\n\\r\\t"');
    expect(one(string, "\0\b\x7f\u200d\u2028\u202e\u{e000}\u{10ffff}")).toBe(
      '  x = "\\u0000\\u0008\\u007f\\u200d\\u2028\\u202e\\ue000\\U0010ffff"',
    );
    expect(one(string, "é – 日本 😀 •")).toBe('  x = "é – 日本 😀 •"');
  });

  it("writes text in normal form C and replaces lone surrogates, as Terraform takes text in", () => {
    expect(one(string, "e\u0301\ud800")).toBe('  x = "é\ufffd"');
  });

  it("wraps text that is a canonical JSON object, list or null, and no other", () => {
    expect(one(string, '{"a":1}')).toBe("  x = jsonencode({\n    a = 1\n  })");
    expect(one(string, "[]")).toBe("  x = jsonencode([])");
    expect(one(string, "null")).toBe("  x = jsonencode(null)");
    for (const text of ['{ "a": 1 }', '{"b":1,"a":2}', '{"a":1e+21}', "true", "12", '"a"', "{}{"]) {
      expect(one(string, text)).toBe(`  x = ${JSON.stringify(text)}`);
    }
  });

  it("keeps text of brackets nested beyond any use as text", () => {
    const text = "[".repeat(100_000);
    expect(one(string, text)).toBe(`  x = "${text}"`);
  });
});

describe("JSON documents", () => {
  it("sorts keys by their UTF-8 bytes and quotes those that are not names", () => {
    const text = settings({ "\u{1f600}": 1, "\uff01": 2, "@path": 3, "a-b": 4, null: 5, if: 6, "1x": 7, Z: 8, "": 9 });
    expect([...text.matchAll(/^ {4}(\S+)/gm)].map(([, key]) => key)).toEqual([
      '""',
      '"1x"',
      '"@path"',
      "Z",
      "a-b",
      "if",
      "null",
      '"！"',
      '"😀"',
    ]);
  });

  it("quotes `for` as first key, which bare would begin a `for` expression", () => {
    expect(settings({ for: 1 })).toContain('"for" = 1');
    expect(settings({ a: 1, for: 2 })).toContain("for = 2");
  });

  it("writes lists on one line as far as their objects allow", () => {
    expect(settings({ a: [1, "b", [], {}], b: [{ c: 1 }, { d: 2 }, [3, { e: null }]] })).toBe(
      [
        "  settings = jsonencode({",
        '    a = [1, "b", [], {}]',
        "    b = [{",
        "      c = 1",
        "      }, {",
        "      d = 2",
        "      }, [3, {",
        "        e = null",
        "    }]]",
        "  })",
      ].join("\n"),
    );
  });

  it("aligns by grapheme clusters, not by code units", () => {
    expect(settings({ 日本: 1, "👍🏽👍🏽👍🏽": 2, abcdef: 3 })).toBe(
      ["  settings = jsonencode({", "    abcdef = 3", "    日本     = 1", '    "👍🏽👍🏽👍🏽"  = 2', "  })"].join("\n"),
    );
  });

  it("writes numbers without exponent, and the whole document as text where jsonencode would print them otherwise", () => {
    expect(settings({ a: 1e20, b: 1e-6, c: -0, d: 0.1 })).toBe(
      [
        "  settings = jsonencode({",
        "    a = 100000000000000000000",
        "    b = 0.000001",
        "    c = 0",
        "    d = 0.1",
        "  })",
      ].join("\n"),
    );
    expect(settings({ n: 1e21 })).toBe('  settings = "{\\"n\\":1e+21}"');
    expect(settings({ b: "<&>\u2028", a: [1e-7] })).toBe(
      '  settings = "{\\"a\\":[1e-7],\\"b\\":\\"\\\\u003c\\\\u0026\\\\u003e\\\\u2028\\"}"',
    );
  });

  it("keeps a key named __proto__", () => {
    expect(settings(JSON.parse('{"__proto__":{"a":1}}'))).toContain("__proto__ = {");
  });

  it("refuses documents nested beyond reading them back", () => {
    let deep: ResourceState = {};
    for (let level = 0; level < 500; level++) deep = { a: deep };
    expect(() => settings(deep)).toThrow(expect.objectContaining({ code: "too_large" }));
  });
});

describe("sets", () => {
  const objects: AttributeType = {
    type: "set",
    element: {
      type: "object",
      attributes: { key: { value: string, mode: "optional" }, n: { value: { type: "number" }, mode: "optional" } },
    },
  };
  const keys = (text: string) => [...text.matchAll(/key = (.*)/g)].map(([, key]) => key);

  it("writes no objects as brackets on two lines, no strings on one", () => {
    expect(one(objects, [])).toBe("  x = [\n  ]");
    expect(one({ type: "set", element: string }, [])).toBe("  x = []");
  });

  it("orders strings by bytes and drops repetitions", () => {
    expect(one({ type: "set", element: string }, ["b", "\u{1f600}", "a", "\uff01", "B", "a"])).toBe(
      '  x = ["B", "a", "b", "！", "😀"]',
    );
  });

  it("orders objects by their quoted texts with null last, and tells an empty string from null", () => {
    const text = one(objects, [{ key: null }, { key: "b" }, { key: "a\n" }, { key: "a!" }, { key: "" }, { key: "b" }]);
    expect(keys(text)).toEqual(["null", '"a!"', '"a\\n"', '"b"', "null"]);
  });

  it("orders numbers inside objects as text of ten digits", () => {
    const text = one(
      objects,
      [9, 10, 0.5, 1e12, -1, 2.5e-7].map((n) => ({ n })),
    );
    expect([...text.matchAll(/n {3}= (.*)/g)].map(([, n]) => n)).toEqual([
      "-1",
      "0.5",
      "10",
      "1000000000000",
      "0.00000025",
      "9",
    ]);
  });
});
