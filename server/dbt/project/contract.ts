import { createHash } from "node:crypto";
import type { NodeColumn } from "@/server/dbt/node";
import { mapOf, own, type Plain, type PlainMap } from "@/server/dbt/plain";

/**
 * The checksum that dbt keeps of an enforced contract: a hash over the columns by name with their types and
 * constraints, and for tables over the model's constraints, each written as Python shows its objects.
 */
export function contractChecksum(
  columns: readonly NodeColumn[],
  constraints: readonly Plain[],
  materialized: string,
): string {
  const sorted = [...columns].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const parts = sorted.map(
    ({ name, dataType, constraints: own }) =>
      `|${name}${dataType ?? "None"}${constraintList("ColumnLevelConstraint", own)}`,
  );
  const isTable = materialized === "table" || materialized === "incremental";
  const model = isTable ? `${materialized}${constraintList("ModelLevelConstraint", constraints)}` : "";
  return createHash("sha256")
    .update(parts.join("") + model)
    .digest("hex");
}

function constraintList(className: string, constraints: readonly Plain[]): string {
  return `[${constraints.map((constraint) => constraintText(className, mapOf(constraint))).join(", ")}]`;
}

function constraintText(className: string, constraint: PlainMap): string {
  const type = String(own(constraint, "type") ?? "");
  const fields = [
    `type=<ConstraintType.${type}: '${type}'>`,
    `name=${pythonText(own(constraint, "name"))}`,
    `expression=${pythonText(own(constraint, "expression"))}`,
    `warn_unenforced=${pythonText(own(constraint, "warn_unenforced") ?? true)}`,
    `warn_unsupported=${pythonText(own(constraint, "warn_unsupported") ?? true)}`,
  ];
  if (className === "ModelLevelConstraint") {
    const columns = own(constraint, "columns");
    fields.push(`columns=[${(Array.isArray(columns) ? columns : []).map(pythonText).join(", ")}]`);
  }
  return `${className}(${fields.join(", ")})`;
}

function pythonText(value: Plain | undefined): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  const text = String(value);
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return quote + text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll(quote, `\\${quote}`) + quote;
}

/** Whether a node's contract binds its columns. */
export function isEnforced(config: PlainMap): boolean {
  return own(mapOf(own(config, "contract")), "enforced") === true;
}
