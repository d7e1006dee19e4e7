import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arguments, Expression } from "@/server/dbt/jinja/ast";
import { DEFAULT_LIMITS } from "@/server/dbt/jinja/budget";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { parseTemplate } from "@/server/dbt/jinja/parse";
import { Interpreter, Template } from "@/server/dbt/jinja/template";
import { caseNames, recordedCases, scopeOf } from "@/tests/dbt/support/jinja";
import { printExpression } from "@/tests/dbt/support/print-ast";

const line = 1;
const name = fc.constantFrom("a", "b", "target", "x_1");
const noArguments: Arguments = { positional: [], named: [], spread: null, spreadNamed: null };

const { expression } = fc.letrec<{ expression: Expression; args: Arguments }>((tie) => {
  const sub = tie("expression");
  const leaf: fc.Arbitrary<Expression> = fc.oneof(
    fc
      .oneof(fc.nat(1000), fc.boolean(), fc.constant(null), fc.string({ maxLength: 6 }))
      .map((value) => ({ kind: "literal" as const, value })),
    name.map((value) => ({ kind: "name" as const, name: value, line })),
  );
  return {
    args: fc
      .record({ positional: fc.array(sub, { maxLength: 2 }), named: fc.array(fc.tuple(name, sub), { maxLength: 1 }) })
      .map((given) => ({ ...noArguments, ...given })),
    expression: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.tuple(sub, name).map(([object, field]) => ({ kind: "attribute" as const, object, name: field, line })),
      fc.tuple(sub, sub).map(([object, key]) => ({ kind: "item" as const, object, key, line })),
      fc.tuple(sub, tie("args")).map(([callee, args]) => ({ kind: "call" as const, callee, args, line })),
      fc
        .tuple(sub, tie("args"))
        .map(([value, args]) => ({ kind: "filter" as const, value, filter: { name: "upper", args, line } })),
      fc.tuple(sub, fc.boolean()).map(([value, negated]) => ({
        kind: "test" as const,
        value,
        name: "defined",
        negated,
        args: noArguments,
        line,
      })),
      fc.array(sub, { maxLength: 3 }).map((items) => ({ kind: "list" as const, items })),
      fc.array(sub, { minLength: 1, maxLength: 3 }).map((items) => ({ kind: "tuple" as const, items })),
      fc.array(fc.tuple(sub, sub), { maxLength: 2 }).map((entries) => ({ kind: "dict" as const, entries })),
      fc.tuple(sub, sub, fc.option(sub)).map(([condition, consequent, otherwise]) => ({
        kind: "conditional" as const,
        condition,
        consequent,
        otherwise,
      })),
      fc
        .tuple(fc.constantFrom("or" as const, "and" as const), sub, sub)
        .map(([kind, left, right]) => ({ kind, left, right })),
      fc.tuple(fc.constantFrom("not" as const, "negative" as const), sub).map(([kind, operand]) => ({ kind, operand })),
      fc.array(sub, { minLength: 2, maxLength: 3 }).map((parts) => ({ kind: "concat" as const, parts })),
      fc
        .tuple(fc.constantFrom("+", "-", "*", "/", "//", "%", "**"), sub, sub)
        .map(([operator, left, right]) => ({ kind: "binary" as const, operator: operator as "+", left, right, line })),
      fc.tuple(sub, fc.constantFrom("==", "<", "in", "not in"), sub).map(([first, operator, right]) => ({
        kind: "compare" as const,
        first,
        rest: [[operator as "in", right]] as ["in", Expression][],
        line,
      })),
    ),
  };
});

describe("the Jinja parser", () => {
  it("reads every printed expression back as the same tree", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(parseTemplate(`{{ ${printExpression(tree)} }}`)).toEqual([{ kind: "output", value: tree, line }]);
      }),
      { numRuns: 500 },
    );
  });
});

/** Bits of real templates, shuffled: more dangerous than random letters. */
const scrap = fc.constantFrom(
  ..."{{ }} {% %} {# #} {%- -%} if for set macro call do endfor endif endmacro endset raw endraw in is not ( ) [ ] { } ' \" | ~ ** // . , : = == x y ref config range namespace loop 1 2.5 0x1f \\ \n".split(
    " ",
  ),
  " ",
  ...recordedCases().map(({ template }) => template),
);

describe("rendering what nobody would write", () => {
  it("ends in text or in a Jinja error, never in a crash", () => {
    const limits = { ...DEFAULT_LIMITS, steps: 20_000, timeMs: 1000 };
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 14 }), (parts) => {
        try {
          Template.parse(parts.join(" ")).render(new Interpreter(limits), scopeOf(caseNames()));
        } catch (error) {
          expect(error).toBeInstanceOf(JinjaError);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("evaluates any expression to a value or a Jinja error", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        try {
          Template.parse(`{{ ${printExpression(tree)} }}`).render(new Interpreter(), scopeOf(caseNames()));
        } catch (error) {
          expect(error).toBeInstanceOf(JinjaError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
