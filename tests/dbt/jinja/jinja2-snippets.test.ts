import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { render } from "@/tests/dbt/support/jinja";

/** Rendered by Python's Jinja2 3.1.6, with the extensions that dbt switches on. */
const snippets: { template: string; expected: string }[] = JSON.parse(
  readFileSync(new URL("../fixtures/jinja2-snippets.json", import.meta.url), "utf8"),
);

describe("filters, methods and operators", () => {
  it.each(snippets)("$template", ({ template, expected }) => {
    expect(render(template)).toBe(expected);
  });
});
