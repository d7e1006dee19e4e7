import type { ColumnNames } from "@/server/dbt/columns/types";
import type { Relation } from "@/server/dbt/context/relation";
import type { Args, HostObject, Value } from "@/server/dbt/jinja/values";

/** What differs between the phases of a node: recording references while parsing, resolving them while compiling. */
export interface NodePhase {
  ref(args: Args): Value;
  source(args: Args): Value;
  config: HostObject;
  thisRelation(): Relation;
  /** The `model` and `node` objects. */
  node: HostObject;
  /** Text of the `schema` and `database` names. */
  schema: string;
  database: string;
  /** Columns of a relation; only phases that make SQL have them. */
  columnsOf?(relation: Relation): ColumnNames | null;
  /** What `var` gives for a name without value or default. */
  missingVar(name: string): Value;
}
