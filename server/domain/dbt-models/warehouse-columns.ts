import type { DbtDescription } from "@/prisma/generated/client";
import type { ModelColumn, ModelColumns } from "@/server/dbt/columns/model-columns";
import type { RelationColumn } from "@/server/domain/warehouses/ports";

/** What the warehouse said of a relation, beside what the project's files say of it. */
export interface WarehouseView {
  readonly describedAt: Date;
  /** False when the warehouse had no such relation, or its user may not see it. */
  readonly found: boolean;
  /** Columns that the project's files tell of and the warehouse does not have. */
  readonly missing: readonly string[];
  /** Columns that the warehouse has and a model's whole SQL does not give. */
  readonly extra: readonly string[];
}

export interface Confirmed {
  readonly columns: ModelColumns;
  readonly warehouse: WarehouseView | null;
}

const folded = (name: string) => name.toLowerCase();

/** Columns with the warehouse's own word for them, which goes before the files'; a description of another name is void. */
export function withWarehouse(
  known: ModelColumns,
  relationName: string | null,
  description: DbtDescription | null,
): Confirmed {
  if (description === null || description.relationName !== relationName) return { columns: known, warehouse: null };
  const { describedAt, found } = description;
  if (!found) return { columns: known, warehouse: { describedAt, found, missing: [], extra: [] } };
  const told = description.columns as unknown as readonly RelationColumn[];
  const there = new Set(told.map(({ name }) => folded(name)));
  const before = new Map(known.columns.map((column) => [folded(column.name), column]));
  const missing = known.columns.filter(({ name }) => !there.has(folded(name)));
  const extra = known.complete ? told.filter(({ name }) => !before.has(folded(name))) : [];
  const columns = told.map(
    ({ name, dataType }): ModelColumn => ({
      name,
      dataType,
      description: before.get(folded(name))?.description ?? "",
      provenance: "warehouse",
    }),
  );
  return {
    columns: { columns, complete: true, provenance: "warehouse", assumedSources: [], expands: [] },
    warehouse: { describedAt, found, missing: missing.map(nameOf), extra: extra.map(nameOf) },
  };
}

const nameOf = ({ name }: { name: string }) => name;
