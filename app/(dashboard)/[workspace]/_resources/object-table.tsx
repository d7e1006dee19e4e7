import type { Attribute, Attributes } from "@/server/core/kinds/types";
import { record } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";
import { AttributeValue, Nothing, type ValueContext } from "./attribute-value";
import { PlainTable } from "./plain-table";

export interface ObjectTableProps {
  name: string;
  table: Attributes;
  rows: readonly JsonValue[];
  context: ValueContext;
}

/** A set of objects as a table, a column for each attribute that any of them has. */
export function ObjectTable({ name, table, rows, context }: ObjectTableProps) {
  const objects = rows.map(record);
  const columns = Object.entries(table).filter(([key]) => objects.some((row) => !isNothing(row[key])));
  return (
    <PlainTable
      caption={name.replaceAll("_", " ")}
      headers={columns.map(([, attribute]) => attribute.label)}
      rows={objects.map((row, index) => ({
        key: `${index} ${JSON.stringify(row).slice(0, 100)}`,
        cells: columns.map(([key, attribute]) => (
          <Cell key={key} path={`${name}.${key}`} attribute={attribute} value={row[key]} context={context} />
        )),
      }))}
    />
  );
}

const isNothing = (value: JsonValue | undefined) => value === undefined || value === null || value === "";

interface CellProps {
  path: string;
  attribute: Attribute;
  value: JsonValue | undefined;
  context: ValueContext;
}

function Cell({ path, attribute, value, context }: CellProps) {
  if (isNothing(value)) return <Nothing />;
  if (attribute.value.type === "json") return <JsonSummary value={value ?? null} />;
  return <AttributeValue path={path} attribute={attribute} value={value} context={context} />;
}

/** `{"properties":{"fields":["email"]}}` as "properties.fields: email": what a filter's fields mean. */
function JsonSummary({ value }: { value: JsonValue }) {
  const lines = summaryLines(value);
  return (
    <ul className="space-y-0.5 font-mono">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function summaryLines(value: JsonValue, path = ""): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) return [`${path}: ${value.join(", ")}`];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [`${path}: ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, inner]) => summaryLines(inner, path ? `${path}.${key}` : key));
}
