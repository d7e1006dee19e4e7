import type { Adapter } from "@/server/dbt/adapters";
import type { ColumnNames } from "@/server/dbt/columns/types";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Undefined, type Value } from "@/server/dbt/jinja/values";
import type { AdapterName, LoadSettings } from "@/server/dbt/settings";

/** A macro that dbt ships, in our own words. Its SQL has dbt's meaning; its line breaks are ours. */
export type Builtin = (args: Args, kit: BuiltinKit) => Value;

export interface BuiltinKit {
  adapter: Adapter;
  settings: LoadSettings;
  /** Calls a built-in by name, through the project's own overrides of it. */
  call(name: string, ...args: Value[]): string;
  attribute(value: Value, name: string): Value;
  /** Whether SQL is being made; in the parse phase only references count. */
  compiles: boolean;
  /** Columns of a relation, as far as they are known without a warehouse. */
  columns(relation: Value): ColumnNames | null;
  /** Tells that a result is not what a warehouse would give. */
  noteUnknown(macro: string): void;
  /** A project variable, or none. */
  variable(name: string): Value;
}

export type ByAdapter<T> = { default: T } & Partial<Record<AdapterName | "spark", T>>;

/** The entry of the nearest adapter: databricks falls back to spark, redshift to postgres, all to the default. */
export function pick<T>(adapter: Adapter, table: ByAdapter<T>): T {
  for (const prefix of adapter.macroPrefixes) {
    const found = table[prefix as AdapterName];
    if (found !== undefined) return found;
  }
  return table.default;
}

/** The text of an argument, or of its default; a missing one is an error that names it. */
export function arg(args: Args, index: number, name: string, fallback?: string): string {
  const value = args.find(index, name);
  if (value === undefined || value instanceof Undefined) {
    if (fallback !== undefined) return fallback;
    throw new JinjaError(`the argument '${name}' is missing`);
  }
  return value === null ? (fallback ?? "None") : str(value);
}

export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value !== null && !(value instanceof Undefined);
}
