import type { DbtProject, Prisma } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import { type CheckOutcome, type DescribeDeps, describeRelations, type Relation } from "./describe-relations";

/** How the last look at all of a project's relations went, as it is stored. */
export type StoredCheck = CheckOutcome & { readonly at: string; readonly runId: string };

/**
 * Lets the warehouse confirm the columns of the set in force, once for each set that a model sync puts in force. That it
 * cannot be asked is no failure of the sync: it is stored, and the columns stay those that the files tell.
 */
export async function describeProject(deps: DescribeDeps, projectId: string): Promise<CheckOutcome | null> {
  const { db } = deps;
  const project = await db.dbtProject.findUnique({ where: { id: projectId } });
  const runId = project?.loadedRunId;
  if (!project || !runId || checkedRun(project) === runId) return null;
  await forgetVanished(db, projectId);
  const asker = (await isOfDescriptions(db, runId)) ? null : "Tributary";
  const outcome = await describeRelations(deps, project, await relationsOf(db, projectId), asker);
  const check: StoredCheck = { ...outcome, at: new Date().toISOString(), runId };
  // A set that came meanwhile is asked about after its own run.
  await db.dbtProject.updateMany({
    where: { id: projectId, loadedRunId: runId },
    data: { warehouseCheck: check as unknown as Prisma.InputJsonObject },
  });
  return outcome;
}

/**
 * A run of the same commit that new descriptions asked for never asks for another, so that a warehouse that answers
 * otherwise each time keeps nobody busy: what it says then counts at the next sync.
 */
async function isOfDescriptions(db: Db, runId: string): Promise<boolean> {
  const run = await db.dbtRun.findUnique({ where: { id: runId } });
  return run?.trigger === "warehouse" && run.commit === run.previousCommit;
}

const checkedRun = ({ warehouseCheck }: DbtProject) => (warehouseCheck as StoredCheck | null)?.runId ?? null;

/** What has, or should have, a relation in the warehouse. */
export const hasRelation = { enabled: true, relationName: { not: null } } as const;

async function relationsOf(db: Db, projectId: string): Promise<Relation[]> {
  const rows = await db.dbtNode.findMany({
    where: { projectId, ...hasRelation },
    select: { uniqueId: true, relationName: true },
  });
  return rows.flatMap(({ uniqueId, relationName }) => (relationName === null ? [] : [{ uniqueId, relationName }]));
}

const forgetVanished = (db: Db, projectId: string) => db.$executeRaw`
  DELETE FROM "DbtDescription" d WHERE d."projectId" = ${projectId}
    AND NOT EXISTS (SELECT 1 FROM "DbtNode" n WHERE n."projectId" = d."projectId" AND n."uniqueId" = d."uniqueId")`;
