import { describe, expect, it } from "vitest";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Interpreter, Template } from "@/server/dbt/jinja/template";
import { type Args, Callable, Module, type Value } from "@/server/dbt/jinja/values";
import { caseNames, recordedCases } from "@/tests/dbt/support/jinja";

/** `adapter.dispatch` finds macros that the template itself defines. */
function scopeFor(template: Template): Scope {
  const names = new Map<string, Value>(Object.entries(caseNames()));
  const scope: Scope = { lookup: (name) => names.get(name) };
  const dispatch = (args: Args): Value => {
    const macro = template.macros.find(({ name }) => name === `default__${String(args.positional[0])}`);
    return macro?.bind(null, scope) ?? null;
  };
  const quote = new Callable("quote", (args) => `"${String(args.positional[0])}"`);
  names.set("adapter", Module.of("adapter", { quote, dispatch: new Callable("dispatch", dispatch) }));
  return scope;
}

describe("the recorded Jinja cases", () => {
  const cases = recordedCases();

  it("are all there", () => expect(cases.length).toBe(103));

  it.each(cases)("$title renders as Jinja2 3.1 renders it", ({ template, expected }) => {
    const parsed = Template.parse(template);
    expect(parsed.render(new Interpreter(), scopeFor(parsed))).toBe(expected);
  });
});
