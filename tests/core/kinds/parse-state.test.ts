import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filePathOf } from "@/server/core/kinds/document";
import { isJsonObject } from "@/server/core/kinds/json-input";
import { parseState } from "@/server/core/kinds/parse-state";
import { allKinds, resourceKinds } from "@/server/core/kinds/table";
import { renderFile } from "@/server/domain/git-sync/repository-files";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { assertTreePath } from "@/server/integrations/git/tree-path";

const { source, tracking_plan: plan, function: fn, user, label, profiles_warehouse: profiles } = resourceKinds;
const website: ResourceState = { slug: "web", enabled: true, metadata: { id: "IqDTy1TpoU" }, settings: {} };
const problemsOf = (state: { [name: string]: JsonValue }, kind = source) =>
  parseState(kind, { ...website, ...state }).problems;
const paths = (state: { [name: string]: JsonValue }, kind = source) => problemsOf(state, kind).map(({ path }) => path);

describe("a state", () => {
  it("has every attribute of its kind, null where nothing was given", () => {
    const { state, problems } = parseState(source, { slug: "web", metadata: { id: "IqDTy1TpoU" } });
    expect(problems).toEqual([]);
    expect(state).toEqual({
      name: null,
      slug: "web",
      enabled: true,
      metadata: { id: "IqDTy1TpoU" },
      settings: {},
      labels: null,
    });
  });

  it.each<[string, { [name: string]: JsonValue }, string]>([
    ["an unknown attribute", { color: "red" }, "color"],
    ["an unknown nested attribute", { metadata: { id: "x", slug: "y" } }, "metadata.slug"],
    ["a missing required attribute", { slug: null }, "slug"],
    ["an empty required text", { slug: "" }, "slug"],
    ["a number for a text", { slug: 7 }, "slug"],
    ["a text for a truth value", { enabled: "true" }, "enabled"],
    ["a list for an object", { metadata: [] }, "metadata"],
    ["a text for an object", { metadata: "x" }, "metadata"],
    ["a text for settings", { settings: "{}" }, "settings"],
    ["a list for settings", { settings: [1] }, "settings"],
    ["an object for a set", { labels: {} }, "labels"],
    [
      "an entry twice",
      {
        labels: [
          { key: "a", value: "b" },
          { key: "a", value: "b" },
        ],
      },
      "labels.1",
    ],
    ["a text that is too long", { name: "x".repeat(256) }, "name"],
    ["a shape that does not fit", { slug: "no spaces here" }, "slug"],
  ])("with %s is refused at its field", (_, state, path) => {
    expect(paths(state)).toContain(path);
  });

  it("takes no attribute from Object's own names", () => {
    for (const name of ["constructor", "toString", "hasOwnProperty", "valueOf"]) {
      expect(paths({ [name]: "x" })).toEqual([name]);
    }
    const hostile = JSON.parse('{"__proto__":{"enabled":true},"slug":"web","metadata":{"id":"x"}}');
    expect(parseState(source, hostile).problems.map(({ path }) => path)).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).enabled).toBeUndefined();
  });

  it("keeps such names as plain data inside settings", () => {
    const settings = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":1}}') as JsonValue;
    const { state, problems } = parseState(source, { ...website, settings });
    expect(problems).toEqual([]);
    expect(JSON.stringify(state.settings)).toBe(JSON.stringify(settings));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("odd characters", () => {
  it.each<[string, string]>([
    ["NUL", "a\0b"],
    ["a line break", "a\nb"],
    ["an escape", "a\u001b[31mb"],
    ["a delete", "a\u007fb"],
    ["a C1 control", "a\u0085b"],
    ["a line separator", "a\u2028b"],
    ["a right-to-left override", "a\u202egnp.exe"],
    ["an isolate", "a\u2066b\u2069"],
    ["a direction mark", "a\u200fb"],
    ["half a character", "a\ud800b"],
  ])("%s in a name is refused, with a message that names it", (_, name) => {
    const problems = problemsOf({ name });
    expect(problems.map(({ path }) => path)).toEqual(["name"]);
    expect(problems[0]?.message).toMatch(/U\+|NUL|half a character/);
  });

  it("are refused in titles, labels, e-mails, members and descriptions too", () => {
    const mark = "x\u202ey";
    expect(paths({ labels: [{ key: "team", value: mark }] })).toContain("labels.0.value");
    expect(parseState(label, { key: mark, value: "v" }).problems.map(({ path }) => path)).toContain("key");
    expect(parseState(user, { email: `${mark}@x.com`, permissions: [] }).problems.map(({ path }) => path)).toContain(
      "email",
    );
    expect(parseState(plan, { name: "P", type: "LIVE", description: mark, rules: [] }).problems).toHaveLength(1);
    expect(
      parseState(plan, { name: "P", type: "LIVE", description: "two\nlines\tand a tab", rules: [] }).problems,
    ).toEqual([]);
  });

  it("stay in code, queries and settings, where every character may matter", () => {
    const text = "a\u202e\u001b\u2028\n\t\u0085${x} %{if}";
    const code = parseState(fn, { resource_type: "DESTINATION", code: text });
    expect(code).toMatchObject({ problems: [], state: { code: text } });
    const settings = parseState(source, { ...website, settings: { [text]: text } });
    expect(settings).toMatchObject({ problems: [], state: { settings: { [text]: text } } });
  });

  it("NUL and half characters are refused everywhere, also as keys", () => {
    for (const bad of ["\0", "\udc00"]) {
      expect(parseState(fn, { resource_type: "DESTINATION", code: bad }).problems).toHaveLength(1);
      expect(paths({ settings: { deep: [{ key: bad }] } })).toEqual(["settings.deep.0.key"]);
      expect(paths({ settings: { [bad]: 1 } })).toEqual(["settings"]);
    }
  });

  it("names that do not need them are not refused: other scripts, emoji, template signs", () => {
    for (const name of ["מקור הנתונים", "مصدر", "データ", "👩‍👩‍👧 Família", "${var.x} %{ if }", 'quote " and \\']) {
      expect(problemsOf({ name })).toEqual([]);
    }
  });
});

describe("hostile sizes", () => {
  const nested = (depth: number): JsonValue => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

  it("nesting beyond 32 levels is refused at its field, however deep", () => {
    expect(paths({ settings: { a: nested(31) } })).toEqual([]);
    expect(paths({ settings: { a: nested(40) } })).toHaveLength(1);
    expect(paths({ settings: { a: nested(100_000) } })).toHaveLength(1);
  });

  it("a body of brackets is refused before it is read", () => {
    expect(isJsonObject({ a: nested(60) })).toBe(true);
    expect(isJsonObject({ a: nested(100_000) })).toBe(false);
    expect(isJsonObject({ a: new Array(400_000).fill(0) })).toBe(false);
    expect(isJsonObject({ a: new Date() })).toBe(false);
    expect(isJsonObject({ a: () => 1 })).toBe(false);
    for (const value of [null, [], "x", 1, undefined]) expect(isJsonObject(value)).toBe(false);
  });

  it("the answer to a hostile state stays small", () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => ["x".repeat(1000) + n, n]));
    const problems = problemsOf(many);
    expect(problems).toHaveLength(100);
    expect(JSON.stringify(problems).length).toBeLessThan(100_000);
  });

  it("a text of more than a million characters is refused", () => {
    expect(parseState(fn, { resource_type: "DESTINATION", code: "x".repeat(1_000_001) }).problems).not.toEqual([]);
  });
});

describe("what is accepted can always be written to the repository", () => {
  it("names no path outside its folder", () => {
    const bad = { space_id: "../../etc", metadata_id: "x", settings: {} };
    expect(parseState(profiles, bad).problems.map(({ path }) => path)).toEqual(["space_id"]);
    for (const kind of allKinds) {
      for (const { id, state } of sampleResources().filter((resource) => resource.kind === kind.kind)) {
        expect(() => assertTreePath(filePathOf(kind.kind, id, state))).not.toThrow();
      }
    }
  });

  const samples = sampleResources();
  const anyText = fc.string({ unit: "grapheme", maxLength: 40 });
  const anyJson = fc.jsonValue({ maxDepth: 6 }) as fc.Arbitrary<JsonValue>;

  it("whatever replaces any attribute of any kind", () => {
    const change = fc.tuple(fc.nat(samples.length - 1), fc.nat(20), fc.oneof(anyText, anyJson));
    fc.assert(
      fc.property(change, ([index, at, value]) => {
        const { kind, id, state } = samples[index] ?? samples[0] ?? { kind: "label", id: "a:b", state: {} };
        const names = Object.keys(resourceKinds[kind].attributes);
        const parsed = parseState(resourceKinds[kind], { ...state, [names[at % names.length] ?? ""]: value });
        if (parsed.problems.length > 0) return;
        const file = renderFile("", kind, id, parsed.state);
        assertTreePath(file.path);
        expect(file.content).toContain(`resource "segment_${kind}"`);
      }),
      { numRuns: 800 },
    );
  });

  it("deep JSON texts in code included", () => {
    const code = `${"[".repeat(500)}${"]".repeat(500)}`;
    const parsed = parseState(fn, { resource_type: "DESTINATION", code });
    expect(parsed.problems).toEqual([]);
    expect(renderFile("", "function", "dfn_0123456789abcdef01234567", parsed.state).content).toContain("[[[[");
  });
});
