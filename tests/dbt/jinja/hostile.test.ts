import { describe, expect, it } from "vitest";
import { LimitError } from "@/server/dbt/jinja/errors";
import { caseNames, render } from "@/tests/dbt/support/jinja";

const limits = { steps: 100_000, timeMs: 2000, textLength: 100_000, listLength: 10_000 };

describe("a hostile template is stopped", () => {
  it.each([
    ["that loops for ever", "{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}"],
    [
      "whose macros call each other for ever",
      "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
    [
      "that doubles a text",
      "{% set ns = namespace(s='x') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s }}",
    ],
    ["that multiplies a text", "{{ 'x' * 10 ** 9 }}"],
    ["that multiplies a list", "{{ ([1] * 10 ** 9) | length }}"],
    ["that pads a text", "{{ '%999999999d' % 1 }}"],
    ["that pads with format", "{{ '{:>999999999}'.format(1) }}"],
    ["that asks for a huge range", "{{ range(10 ** 12) | length }}"],
    ["that raises a number beyond measure", "{{ 10 ** (10 ** 10) }}"],
    ["that replaces nothing with much", "{{ ('a' * 9000).replace('', 'b' * 9000) }}"],
    [
      "that joins itself",
      "{% set l = ['aaaaaaaaaa'] %}{% for i in range(30) %}{% do l.extend(l) %}{% endfor %}{{ l | join }}",
    ],
    ["that nests brackets", `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`],
    ["that nests blocks", "{% if 1 %}".repeat(5000) + "{% endif %}".repeat(5000)],
    ["that multiplies combinations", "{{ modules.itertools.product(range(100), repeat=9) | length }}"],
  ])("%s", (_, template) => {
    expect(() => render(template, caseNames(), limits)).toThrow();
    expect(() => render("{% set x = 1 %}{{ x }}", {}, limits)).not.toThrow();
  });

  it("names the limit it hit", () => {
    expect(() =>
      render("{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}", {}, limits),
    ).toThrow(LimitError);
  });

  it("matches a regular expression made to backtrack in linear time", () => {
    const template = "{{ modules.re.search('^(a+)+$', 'a' * 5000 ~ '!') }}";
    expect(render(template, caseNames(), { timeMs: 2000 })).toBe("None");
  });

  it("refuses a regular expression that cannot be linear", () => {
    expect(() => render("{{ modules.re.search('(a)\\\\1', 'aa') }}", caseNames())).toThrow(/not supported/);
  });
});

describe("nothing of the process is reachable", () => {
  it.each([
    "{{ ''.constructor }}",
    "{{ {}.constructor }}",
    "{{ [].__proto__ }}",
    "{{ ''['constructor']['constructor']('return process')() }}",
    "{{ range.constructor('return process')() }}",
    "{{ target.__proto__ }}",
    "{{ namespace().constructor }}",
    "{{ modules.constructor }}",
    "{{ this.constructor.prototype }}",
    "{{ cycler(1).__class__.__mro__ }}",
    "{{ process }}{{ globalThis }}{{ require }}",
    "{{ {'a': 1}['__proto__'] }}",
    "{{ dict(__proto__=1).polluted }}",
  ])("from %s", (template) => {
    const text = render(template, caseNames());
    expect(["", "None"]).toContain(text);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
