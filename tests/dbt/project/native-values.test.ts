import { describe, expect, it } from "vitest";
import { load, node } from "@/tests/dbt/support/project";

/** The value that a config key has when it is written so in the project file. */
function configured(text: string): unknown {
  const files = {
    "dbt_project.yml": `name: shop\nmodels: {shop: {+custom: ${JSON.stringify(text)}}}`,
    "models/m.sql": "select 1",
  };
  const vars = { off: false, on: true, two: 2 };
  return node(load(files, { settings: { vars } }), "model.shop.m").config.custom;
}

describe("values of project and properties files", () => {
  // Expected values are those of dbt 1.7 and 1.10.
  it.each([
    ["{{ var('off') | as_bool }}", false],
    ["{{ 'True' | as_bool }}", true],
    ["{{ '12' | as_number }}", 12],
    ["{{ 'x' | as_native }}", "x"],
    ["{{ [1, 2] | as_native }}", [1, 2]],
    ["{{ (var('off') | as_bool) and (var('on') | as_bool) }}", true],
    ["{{ not var('off') | as_bool }}", false],
    ["{{ var('two') | as_bool == 2 }}", false],
    ["{{ var('two') | as_text == '2' }}", true],
    ["{% if var('off') | as_bool %}yes{% else %}no{% endif %}", "yes"],
    ["a {{ var('off') | as_bool }}", "a False"],
  ])("%s is %j", (text, expected) => expect(configured(text)).toEqual(expected));
});
