import type { Tx } from "@/server/core/ctx";
import type { RelationColumn } from "@/server/domain/warehouses/ports";
import { queueRun } from "./queue-run";

/** What the warehouse told of a relation, as it is stored. */
export interface DescribedRow {
  readonly uniqueId: string;
  readonly relationName: string;
  readonly columns: RelationColumn[];
  /** False when there was no such relation. */
  readonly found: boolean;
}

/** Which of these relations the warehouse described otherwise before, or not at all. A star knows no types. */
export async function findRedescribed(tx: Tx, projectId: string, rows: readonly DescribedRow[]): Promise<string[]> {
  const ids = rows.map(({ uniqueId }) => uniqueId);
  const stored = await tx.$queryRaw<DescribedRow[]>`
    SELECT "uniqueId", "relationName", columns, found FROM "DbtDescription"
    WHERE "projectId" = ${projectId} AND "uniqueId" = ANY(${ids}::text[])`;
  const before = new Map(stored.map((row) => [row.uniqueId, row]));
  return rows.flatMap((row) => {
    const known = before.get(row.uniqueId);
    // What was said of another relation name counted for nothing.
    const told = known?.relationName === row.relationName ? namesOf(known) : nothing;
    return told === namesOf(row) ? [] : [row.uniqueId];
  });
}

const nothing = "null";

const namesOf = ({ found, columns }: DescribedRow) =>
  found ? JSON.stringify(columns.map(({ name }) => name)) : nothing;

/** Has the models loaded again when some of them read all columns of these relations. Says whether some do. */
export async function queueForReaders(
  tx: Tx,
  projectId: string,
  changedIds: readonly string[],
  asker: string,
): Promise<boolean> {
  if (changedIds.length === 0) return false;
  const read = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT described.name FROM "DbtNode" n, jsonb_array_elements_text(n.columns->'expands') AS expanded(id),
      "DbtNode" described
    WHERE n."projectId" = ${projectId} AND n.enabled AND expanded.id = ANY(${changedIds}::text[])
      AND described."projectId" = ${projectId} AND described."uniqueId" = expanded.id
    ORDER BY described.name`;
  const project = read.length > 0 ? await tx.dbtProject.findUnique({ where: { id: projectId } }) : null;
  if (!project) return false;
  const note = { kind: "columns-described", text: whyText(read.map(({ name }) => name)) } as const;
  await queueRun(tx, project, "warehouse", asker, [note]);
  return true;
}

const mostNamed = 5;

function whyText(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  const named = `${names.slice(0, mostNamed).join(", ")}${more}`;
  return `The warehouse told columns that were not known before, or are others now, of what models read whole: ${named}.`;
}
