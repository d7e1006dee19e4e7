import { describe, expect, it } from "vitest";
import { readHcl } from "@/server/hcl/read";
import { readDocument } from "@/server/hcl/read-resource";
import { tableFor } from "./provider-tables";

function read(body: string, type = "segment_source", before = "", unknown: "refuse" | "skip" = "refuse") {
  const text = `${before}resource "${type}" "id-1" {\n${body}\n}\n`;
  const known = (name: string) => (name.startsWith("segment_") ? tableFor(name) : undefined);
  return readDocument(readHcl(text, { file: "a.tf" }), known, { file: "a.tf", unknown });
}

const source = 'enabled = true\nmetadata = { id = "m" }\nslug = "s"\n';

describe("a resource", () => {
  it("is read with its import id, nulls left out", () => {
    const before = 'import {\n  to = segment_source.id-1\n  id = "1"\n}\n';
    expect(
      read(`${source}settings = jsonencode({ a = [1, null] })\nlabels = null`, "segment_source", before),
    ).toMatchObject({
      type: "segment_source",
      label: "id-1",
      importId: "1",
      state: { enabled: true, metadata: { id: "m" }, slug: "s", settings: { a: [1, null] } },
    });
  });

  it("may hold JSON documents as literal text, as exports of 2024 do", () => {
    expect(read(`${source}settings = "{\\"a\\":\\"\\\\u003c\\"}"`).state.settings).toEqual({ a: "<" });
  });

  it("takes `jsonencode` of a string attribute as the text it makes", () => {
    const body = `${source}settings = jsonencode({})\nname = jsonencode({ b = 1, a = "<" })`;
    expect(read(body).state.name).toBe('{"a":"\\u003c","b":1}');
  });

  it.each([
    ['enabled = "true"', "a.tf:2:11: “enabled” must be `true` or `false`."],
    ["slug = 1", "“slug” must be a string in quotes."],
    ["settings = {}", "“settings” must be `jsonencode({...})`."],
    ['settings = "{"', "“settings” does not hold a JSON document."],
    ['labels = "a"', "“labels” must be a list in brackets."],
    ['labels = [{ key = "a" }]', "“value” is missing."],
    ["metadata = []", "“metadata” must be an object in braces."],
    ['id = "1"', "“id” is not an attribute that can be set here."],
    ["timeouts {}", "A resource cannot hold a “timeouts” block."],
    ["lifecycle {}", "This `lifecycle` is not understood."],
    ["lifecycle {\n  prevent_destroy = true\n}", "This `lifecycle` is not understood."],
    ["lifecycle {\n  ignore_changes = [other]\n}", "This `lifecycle` is not understood."],
    ["name = var.a", "a.tf:2:8: A variable cannot stand here."],
    ["settings = var.a", "a.tf:2:12: A variable cannot stand here."],
    ["settings = jsonencode({ a = { b = var.c } })", "A variable cannot stand here."],
    ["settings = jsonencode([var.c])", "A variable cannot stand here."],
    ["enabled = null", "a.tf:1:1: “enabled” is missing."],
  ])("is refused with a place when it says %s", (line, message) => {
    const error = (() => {
      try {
        return read(line);
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ code: "wrong_value", file: "a.tf" });
    expect((error as { toLine(): string }).toLine()).toContain(message);
  });

  it("may skip attributes that are not known, such as deprecated ones", () => {
    const body = `${source}settings = jsonencode({})\nwrite_keys = ["a"]`;
    expect(read(body, "segment_source", "", "skip").state).not.toHaveProperty("write_keys");
  });
});

describe("a file", () => {
  const whole = `${source}settings = jsonencode({})`;

  it.each([
    ["two resources", 'resource "segment_label" "b" {}\n'],
    ["a foreign block", "locals {}\n"],
    ["an import of another resource", 'import {\n  to = segment_source.other\n  id = "1"\n}\n'],
    ["an import without an id", "import {\n  to = segment_source.id-1\n}\n"],
  ])("with %s is refused", (_, before) => {
    expect(() => read(whole, "segment_source", before)).toThrow(expect.objectContaining({ code: "wrong_value" }));
  });

  it("with a type that is not known is refused", () => {
    expect(() => read(whole, "aws_instance")).toThrow("type is not known");
  });
});
