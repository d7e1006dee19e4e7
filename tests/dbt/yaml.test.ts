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
