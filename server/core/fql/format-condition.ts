import type { Condition, Group, Row, Scalar } from "./condition";

/** A literal: texts in double quotes, with `"` and `\` escaped. */
export const formatScalar = (value: Scalar): string =>
  typeof value === "string" ? `"${value.replace(/["\\]/g, "\\$&")}"` : formatNumber(value);

/** FQL knows no exponents: the tiniest and largest numbers are written out. */
const formatNumber = (value: number | boolean): string =>
  typeof value === "number" && /e/i.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, "") : String(value);

function formatRow(row: Row): string {
  switch (row.kind) {
    case "compare":
      return `${row.field} ${row.operator} ${formatScalar(row.value)}`;
    case "exists":
      return `${row.field} ${row.negated ? "=" : "!="} null`;
    case "call":
      return `${row.negated ? "!" : ""}${row.name}(${row.field}, ${formatScalar(row.value)})`;
    case "in": {
      const text = `${row.field} in [${row.values.map(formatScalar).join(", ")}]`;
      return row.negated ? `!(${text})` : text;
    }
  }
}

const formatGroup = (group: Group): string =>
  group.items
    .map((item) =>
      item.kind === "group"
        ? item.items.length === 1
          ? formatGroup(item)
          : `(${formatGroup(item)})`
        : formatRow(item),
    )
    .join(` ${group.join} `);

/** The FQL text of a condition; "" for a group without rows. */
export const formatCondition = (condition: Condition): string =>
  condition.kind === "all" ? "all" : formatGroup({ ...condition, items: condition.items.filter(hasRows) });

const hasRows = (item: Row | Group): boolean => item.kind !== "group" || item.items.length > 0;
