import type { DbtProject } from "@/prisma/generated/client";
import type { Db, Tx } from "@/server/core/ctx";
import { findSourceEntry } from "@/server/domain/catalog/find-catalog-entry";
import type { RelationColumn, WarehouseDescribers } from "@/server/domain/warehouses/ports";
import { findStoredSource } from "@/server/domain/warehouses/stored-settings";
import type { CheckProblem } from "./check-problems";
import { cutText } from "./cut-text";
import { type DescribedRow, findRedescribed, queueForReaders } from "./queue-for-readers";
import { announceSync } from "./queue-run";

export interface DescribeDeps {
  readonly db: Db;
  readonly describers: WarehouseDescribers;
}

export interface Relation {
  readonly uniqueId: string;
  readonly relationName: string;
}

export type CheckOutcome =
  | { readonly ok: true; readonly asked: number; readonly found: number }
  | { readonly ok: false; readonly problem: CheckProblem };

/**
 * Asks the project's warehouse for the columns of relations, in one go, and keeps the answer. Changes nothing there. With an
 * asker's name, models that read all columns of a relation that is described otherwise now are loaded again.
 */
export async function describeRelations(
  { db, describers }: DescribeDeps,
  project: Pick<DbtProject, "id" | "workspaceId" | "sourceId">,
  relations: readonly Relation[],
  asker: string | null,
): Promise<CheckOutcome> {
  const source = await findStoredSource(db, project.workspaceId, project.sourceId);
  if (!source) return { ok: false, problem: "source-missing" };
  const slug = source.catalogId ? findSourceEntry(source.catalogId)?.metadata.slug : undefined;
  const describe = slug !== undefined && Object.hasOwn(describers, slug) ? describers[slug] : undefined;
  if (!describe) return { ok: false, problem: "type-not-supported" };
  const names = [...new Set(relations.map(({ relationName }) => relationName))];
  const answer = await describe(source.settings, names);
  if (!answer.ok) return answer;
  const rows = relations.map((relation) => asRow(relation, answer.relations.get(relation.relationName)));
  const isQueued = await db.$transaction(async (tx) => {
    // First of all, as whoever queues a run does: two who describe at once then wait for each other in one order.
    await tx.$queryRaw`SELECT 1 FROM "DbtProject" WHERE id = ${project.id} FOR UPDATE`;
    const changedIds = await findRedescribed(tx, project.id, rows);
    await store(tx, project.id, rows);
    return asker !== null && queueForReaders(tx, project.id, changedIds, asker);
  });
  if (isQueued) await announceSync(project.id);
  return { ok: true, asked: rows.length, found: rows.filter(({ found }) => found).length };
}

const mostTextLength = 1_000;
const mostColumns = 5_000;

function asRow({ uniqueId, relationName }: Relation, columns: readonly RelationColumn[] | undefined): DescribedRow {
  const kept = columns?.slice(0, mostColumns).map(({ name, dataType }) => ({
    name: storable(name),
    dataType: storable(dataType),
  }));
  return { uniqueId, relationName, columns: kept ?? [], found: columns !== undefined };
}

/** A database cannot keep NUL, which only a server that means harm would send. */
const storable = (text: string) => cutText(text.replaceAll("\0", "\ufffd"), mostTextLength);

const rowsPerInsert = 5_000;

/** As one text, in one order: thousands of rows stay quick, and two who store at once do not wait for each other. */
async function store(tx: Tx, projectId: string, rows: readonly DescribedRow[]): Promise<void> {
  const sorted = rows.toSorted((a, b) => (a.uniqueId < b.uniqueId ? -1 : 1));
  const at = new Date().toISOString();
  for (let from = 0; from < sorted.length; from += rowsPerInsert) {
    const given = JSON.stringify(sorted.slice(from, from + rowsPerInsert));
    await tx.$executeRaw`
      INSERT INTO "DbtDescription" ("projectId", "uniqueId", "relationName", columns, found, "describedAt")
      SELECT ${projectId}, "uniqueId", "relationName", columns, found, ${at}::timestamp
      FROM jsonb_to_recordset(${given}::jsonb)
        AS given("uniqueId" text, "relationName" text, columns jsonb, found boolean)
      ON CONFLICT ("projectId", "uniqueId") DO UPDATE SET "relationName" = excluded."relationName",
        columns = excluded.columns, found = excluded.found, "describedAt" = excluded."describedAt"`;
  }
}
