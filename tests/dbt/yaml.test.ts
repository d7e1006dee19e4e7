import { describe, expect, it } from "vitest";
import { PlainFloat } from "@/server/dbt/plain";
import { decodePlain, encodePlain } from "@/server/dbt/plain-json";
import { parseYaml, YamlError } from "@/server/dbt/yaml";

const value = (text: string) => (parseYaml(`a: ${text}`) as { a: unknown }).a;

describe("YAML as PyYAML reads it", () => {
  it.each([
    ["yes", true],
    ["Off", false],
    ["y", "y"],
    ["n", "n"],
    ["~", null],
    ["", null],
    ["012", 10],
    ["1_000", 1000],
    ["0x1f", 31],
    ["0b101", 5],
    ["1:30", 90],
    ["1e5", "1e5"],
    ["2020-01-31", "2020-01-31"],
    ["'yes'", "yes"],
    ["!!str 12", "12"],
    ["12abc", "12abc"],
    ["{{ x }}x", null],
  ])("reads %s", (text, expected) => {
    if (text.startsWith("{{")) expect(() => value(text)).toThrow(YamlError);
    else expect(value(text)).toEqual(expected);
  });

  it("keeps 1.0 apart from 1", () => expect(value("1.0")).toEqual(new PlainFloat(1)));

  it("lets the last of two equal keys win", () => expect(parseYaml("a: 1\na: 2")).toEqual({ a: 2 }));

  it("merges maps under <<, the map's own keys first", () => {
    expect(parseYaml("base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}")).toMatchObject({ own: { x: 1, y: 3 } });
  });

  it("gives the line of an error", () => {
    expect(() => parseYaml("\n\na: 1\nb: [1, 2\nc: 3")).toThrow(expect.objectContaining({ line: expect.any(Number) }));
  });

  it("keeps a bomb of aliases as small as it is written", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `l${i + 1}: &l${i + 1} [*l${i}, *l${i}, *l${i}]`);
    expect(() => parseYaml(["l0: &l0 [x]", ...levels].join("\n"))).not.toThrow();
  });

  it("treats __proto__ as a key like any other", () => {
    const map = parseYaml("__proto__: {polluted: 1}");
    expect(Object.keys(map as object)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("cached values", () => {
  it("come back as they went in, floats as floats", () => {
    const before = { a: [1, new PlainFloat(2), "x", null, true], b: { c: 10n ** 20n } };
    expect(decodePlain(encodePlain(before))).toEqual(before);
  });
});

describe("lines that begin further left than YAML wants", () => {
  // Expected values are PyYAML's.
  it.each<[string, string, unknown]>([
    [
      "in quoted texts",
      "a:\n  b: \"one,\n  two \\\" x\nthree\"\n  c: 'it''s\n four'\n  d: 1\n",
      { a: { b: 'one, two " x three', c: "it's four", d: 1 } },
    ],
    ["in quoted items", "k:\n  - \"a\n  b\"\n  - q: 'z\n   y'", { k: ["a b", { q: "z y" }] }],
    [
      "between brackets",
      "a:\n  b: [\n'x', # it's [\n  {y: [1,\n2]}\n]\n  c: 1",
      { a: { b: ["x", { y: [1, 2] }], c: 1 } },
    ],
    ["at the closing bracket", "a:\n  - b: {\n  x: 1\n}\n  - c", { a: [{ b: { x: 1 } }, "c"] }],
  ])("are read %s", (_, text, expected) => expect(parseYaml(text)).toEqual(expected));

  it("leave the line of an error what it is", () => {
    const text = 'a:\n  b: "one\n  two"\nc: [1\n';
    expect(() => parseYaml(text)).toThrow(expect.objectContaining({ line: 4 }));
    expect(() => parseYaml('x: "never\ny: 2\n')).toThrow(YamlError);
  });
});
