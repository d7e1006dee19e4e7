import { describe, expect, it } from "vitest";
import { readTree } from "@/server/domain/import/read-tree";
import { destination, source, sourceId } from "./tree";

const read = (...texts: (string | null)[]) =>
  readTree({ files: texts.map((text, n) => ({ path: `${n}.tf`, text, problem: "It is a link." })) });

const problem = (...texts: (string | null)[]) => {
  const { problems, resources } = read(...texts);
  return {
    problems: problems.map(({ level, file, line, message }) => `${level} ${file}:${line} ${message}`),
    resources,
  };
};

const filter = (condition: string) => `resource "segment_destination_filter" "id-d_aaaaaaaaaaaaaaaaaaaaaaaaaaa" {
  actions = [{
    type = "DROP"
  }]
  description    = null
  destination_id = "d"
  enabled        = true
  source_id      = "s"
  if             = "${condition}"
  title          = "F"
}`;

describe("a tree", () => {
  it("may hold many resources in one file, and imports in another", () => {
    const [block = "", body = ""] = source().split(/\n\n/);
    expect(read(`${body}\n\n${destination("jsonencode({})")}`, block)).toMatchObject({
      problems: [],
      resources: [{ id: sourceId, file: "0.tf" }, {}],
    });
  });

  it("needs no import block where the label holds the id", () => {
    const bare = source().split(/\n\n/)[1] ?? "";
    expect(read(bare).resources).toMatchObject([{ id: sourceId }]);
    expect(problem(bare.replace(/"id-[^"]*"/, '"mine"')).problems).toEqual([
      "error 0.tf:1 The resource's id is not clear.",
    ]);
  });

  it("may be of 2024: literal JSON and attributes that are gone", () => {
    const model = `resource "segment_reverse_etl_model" "id-aaaaaaaaaaaaaaaaaaaaa3" {
  description = ""
  enabled = true
  name = "m"
  query = "SELECT 1;"
  query_identifier_column = "id"
  schedule_config = "{}"
  schedule_strategy = ""
  source_id = "${sourceId}"
}`;
    const { problems, resources } = problem(source().replace("jsonencode({})", '"{\\"a\\":1}"'), model);
    expect(resources).toMatchObject([{ state: { settings: { a: 1 } } }, { state: { query: "SELECT 1;" } }]);
    expect(problems).toEqual([expect.stringContaining("warning 1.tf:5 query: Leave out the closing semicolon")]);
  });

  it.each([
    ["what is not HCL", "resource {", "error 0.tf:1 Expected an attribute or a block"],
    ["a reference", source(sourceId, "  labels = segment_label.a.id\n"), "error 0.tf:12 “segment_label”, a reference,"],
    ["a computed text", source().replace('"Site"', '"${var.a}"'), "error 0.tf:9 A string is computed"],
    [
      "a variable in the wrong place",
      source().replace('"Site"', "var.a"),
      "error 0.tf:9 A variable cannot stand here.",
    ],
    ["a wrong type", source().replace("= true", '= "yes"'), "error 0.tf:7 “enabled” must be"],
    ["something missing", source().replace(/ {2}slug.*\n/, ""), "error 0.tf:6 “slug” is missing."],
    ["a wrong value", source(sourceId, "", "../x"), "error 0.tf:11 slug: Use letters"],
    [
      "an id that leads elsewhere",
      source("..").replaceAll("id-..", "id-a"),
      "error 0.tf:6 The resource's id is not clear.",
    ],
    ["text that is no FQL", filter("event is x"), "error 0.tf:9 if: Join statements with “and” or “or”."],
    ["several at once", source(sourceId, "  for_each = {}\n"), "error 0.tf:12 “for_each” would make several"],
    ["an import without an id", "import {\n  to = segment_source.a\n}", "error 0.tf:1 An import block needs"],
    ["a file that cannot be read", null, "error 0.tf:null It is a link."],
  ])("is refused with file and line for %s", (_, text, message) => {
    expect(problem(text).problems[0]).toContain(message);
  });

  it("is refused when it says something twice", () => {
    expect(problem(source(), source()).problems[0]).toContain("error 1.tf:1 segment_source.id-");
    expect(problem(source(), source()).problems[1]).toContain("is there twice, first in 0.tf");
    const again = source()
      .replaceAll(`segment_source.id-${sourceId}`, "segment_source.b")
      .replace(`"id-${sourceId}"`, '"b"');
    expect(problem(source(), again).problems).toEqual([
      `error 1.tf:6 Source “${sourceId}” is there twice, first in 0.tf.`,
    ]);
  });

  it("keeps FQL whose functions only Segment knows, and says so", () => {
    const { problems, resources } = problem(filter("soundex(event) = 'x'"));
    expect(resources).toMatchObject([{ state: { if: "soundex(event) = 'x'" } }]);
    expect(problems).toEqual(["warning 0.tf:9 if: There is no function “soundex”. (At character 1.)"]);
  });

  it("says what it leaves out", () => {
    const { problems, resources } = problem(
      `${source(sourceId, '  colour = "red"\n')}\n\nresource "aws_s3_bucket" "b" {}\n\nmodule "m" {}\n\nprovider "segment" {}`,
    );
    expect(resources).toHaveLength(1);
    expect(problems).toEqual([
      "warning 0.tf:15 Resources of type “aws_s3_bucket” are not known.",
      "warning 0.tf:17 A “module” block is left out.",
      "warning 0.tf:12 “colour” is not an attribute that can be set.",
    ]);
  });

  it("of 10,000 files is read in seconds", () => {
    const texts = Array.from({ length: 10_000 }, (_, n) => source(`a${String(n).padStart(21, "0")}`));
    const begun = performance.now();
    expect(read(...texts).resources).toHaveLength(10_000);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});
