import { describe, expect, it } from "vitest";
import { asType, operatorOf, operators, withOperator } from "@/app/(dashboard)/[workspace]/_forms/conditions/row-words";
import type { Row } from "@/server/core/fql/condition";
import { formatCondition } from "@/server/core/fql/format-condition";
import { parseCondition } from "@/server/core/fql/parse-condition";

const row: Row = { kind: "compare", field: "properties.gate", operator: "=", value: "7" };

describe("rows of a condition", () => {
  it.each(operators.map(({ value }) => value))("take the operator %s, and their text reads back as it", (operator) => {
    const next = withOperator(row, operator);
    expect(operatorOf(next)).toBe(operator);
    const parsed = parseCondition(formatCondition({ kind: "group", join: "and", items: [next] }));
    expect(parsed).toEqual({ ok: true, condition: { kind: "group", join: "and", items: [next] } });
  });

  it("carry their value along when the operator changes", () => {
    expect(withOperator(row, "in")).toMatchObject({ values: ["7"] });
    expect(withOperator(withOperator(row, "!in"), "contains")).toMatchObject({ value: "7", negated: false });
    expect(withOperator(withOperator(row, "exists"), "=")).toMatchObject({ value: "" });
  });

  it("turn a value into another type without nonsense", () => {
    expect([asType("7", "number"), asType("x", "number"), asType("false", "boolean"), asType(true, "text")]).toEqual([
      7,
      0,
      false,
      "true",
    ]);
  });
});
