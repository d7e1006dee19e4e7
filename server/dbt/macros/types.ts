import type { Adapter } from "@/server/dbt/adapters";
import type { Builtin, ByAdapter } from "@/server/dbt/macros/builtin";
import { pick } from "@/server/dbt/macros/builtin";

/** dbt's general type names per warehouse; a name that is not listed stays as it is. */
const LABELS: ByAdapter<Record<string, string>> = {
  default: { STRING: "TEXT" },
  bigquery: { STRING: "STRING", TIMESTAMP: "TIMESTAMP", FLOAT: "FLOAT64", INTEGER: "INT64" },
  spark: { STRING: "STRING", LONG: "BIGINT" },
};

export function translateType(adapter: Adapter, type: string): string {
  const labels = pick(adapter, LABELS);
  const key = type.toUpperCase();
  return Object.hasOwn(labels, key) ? (labels[key] ?? type) : type;
}

const translated =
  (type: string): Builtin =>
  (_, { adapter }) =>
    translateType(adapter, type);

export const TYPE_MACROS: ReadonlyMap<string, Builtin> = new Map([
  ["type_string", translated("string")],
  ["type_timestamp", translated("timestamp")],
  ["type_float", translated("float")],
  ["type_int", translated("integer")],
  ["type_bigint", translated("bigint")],
  ["type_boolean", translated("boolean")],
  [
    "type_numeric",
    (_, { adapter }) => pick(adapter, { default: "numeric(28,6)", bigquery: "numeric", spark: "decimal(28,6)" }),
  ],
] as [string, Builtin][]);
