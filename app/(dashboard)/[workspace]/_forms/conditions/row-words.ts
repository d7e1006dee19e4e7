import { comparisons, type Row, type Scalar } from "@/server/core/fql/condition";

/** What a person chooses between the field and its value. */
export const operators = [
  { value: "=", label: "is" },
  { value: "!=", label: "is not" },
  { value: ">", label: "is above" },
  { value: ">=", label: "is at least" },
  { value: "<", label: "is below" },
  { value: "<=", label: "is at most" },
  { value: "contains", label: "contains" },
  { value: "!contains", label: "does not contain" },
  { value: "match", label: "matches (with *)" },
  { value: "!match", label: "does not match" },
  { value: "in", label: "is one of" },
  { value: "!in", label: "is none of" },
  { value: "exists", label: "has a value" },
  { value: "!exists", label: "has no value" },
] as const;

export type Operator = (typeof operators)[number]["value"];

export function operatorOf(row: Row): Operator {
  switch (row.kind) {
    case "compare":
      return row.operator;
    case "exists":
      return row.negated ? "!exists" : "exists";
    case "call":
      return row.negated ? `!${row.name}` : row.name;
    case "in":
      return row.negated ? "!in" : "in";
  }
}

const valuesOf = (row: Row): readonly Scalar[] => {
  if (row.kind === "in") return row.values;
  return row.kind === "exists" ? [] : [row.value];
};

/** The row with another operator; its value goes along as far as the operator can take it. */
export function withOperator(row: Row, operator: Operator): Row {
  const { field } = row;
  const [first = ""] = valuesOf(row);
  const negated = operator.startsWith("!") && operator !== "!=";
  const name = negated ? operator.slice(1) : operator;
  const comparison = comparisons.find((each) => each === operator);
  if (comparison) return { kind: "compare", field, operator: comparison, value: first };
  if (name === "in") return { kind: "in", field, negated, values: valuesOf(row).filter((value) => value !== "") };
  if (name === "exists") return { kind: "exists", field, negated };
  return { kind: "call", name: name === "match" ? "match" : "contains", field, value: String(first), negated };
}

export type ScalarType = "text" | "number" | "boolean";

export const typeOfScalar = (value: Scalar): ScalarType => {
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "text";
};

/** The same value as another type; what is no number becomes 0. */
export function asType(value: Scalar, type: ScalarType): Scalar {
  if (type === "number") return Number(value) || 0;
  return type === "boolean" ? value !== false && value !== "false" : String(value);
}
