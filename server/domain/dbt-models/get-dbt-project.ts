import type { DbtManifest, DbtProject, GitConnection } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import type { ManifestFacts } from "@/server/dbt/worker/protocol";
import { listSourceTitles } from "@/server/domain/resources/list-source-titles";
import { type CheckProblem, type CheckProblemText, checkProblemText } from "./check-problems";
import type { StoredCheck } from "./describe-project";
import type { SyncFailure } from "./sync-failures";

export interface SetCounts {
  readonly models: number;
  readonly seeds: number;
  readonly snapshots: number;
  readonly sources: number;
  readonly disabled: number;
}

export interface ShownDbtProject {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** `name` is null when the source was deleted. */
  readonly source: { readonly id: string; readonly name: string | null; readonly adapter: string };
  readonly connection: {
    readonly id: string;
    readonly name: string;
    readonly service: string;
    readonly method: string;
    readonly health: string;
  };
  readonly url: string;
  readonly branch: string;
  readonly path: string;
  readonly dbtVersion: string;
  readonly database: string;
  readonly schema: string;
  readonly targetName: string;
  readonly vars: { readonly [name: string]: unknown };
  /** Values are never shown. */
  readonly envNames: readonly string[];
  /** The set in force; null before the first load. */
  readonly loaded: {
    readonly commit: string;
    readonly committedAt: Date;
    readonly loadedAt: Date;
    readonly runId: string;
    readonly projectName: string | null;
    readonly counts: SetCounts;
    /** False while settings wait to be loaded with. */
    readonly current: boolean;
  } | null;
  /** The newest commit that was looked at: another than the loaded one when it could not be loaded. */
  readonly seenCommit: string | null;
  readonly checkedAt: Date | null;
  readonly failure: SyncFailure | null;
  readonly failedRunId: string | null;
  readonly retryAt: Date | null;
  /** The run that waits or works now. */
  readonly activeRunId: string | null;
  readonly manifest:
    | (ManifestFacts & { readonly commit: string | null; readonly uploadedAt: Date; readonly uploadedBy: string })
    | null;
  /** How the warehouse was asked for all columns of the set in force; null while it was not. */
  readonly warehouseCheck: ShownCheck | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export type ShownCheck = { readonly at: Date } & (
  | { readonly ok: true; readonly asked: number; readonly found: number }
  | ({ readonly ok: false; readonly problem: CheckProblem } & CheckProblemText)
);

type Row = DbtProject & {
  connection: GitConnection;
  manifest: Omit<DbtManifest, "content"> | null;
  runs: { id: string }[];
};

const open: string[] = ["queued", "running"];

const include = {
  connection: true,
  manifest: { omit: { content: true } },
  runs: {
    where: { status: { in: open } },
    select: { id: true },
    orderBy: { requestedAt: "asc" },
    take: 1,
  },
} as const;

/** The workspace's dbt projects by name. */
export async function listDbtProjects(ctx: Ctx): Promise<ShownDbtProject[]> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id };
  const rows = await ctx.db.dbtProject.findMany({ where, include, orderBy: [{ name: "asc" }, { id: "asc" }] });
  const names = await sourceNames(ctx, rows);
  return rows.map((row) => shown(row, names));
}

/** Throws NotFoundError. */
export async function getDbtProject(ctx: Ctx, id: string): Promise<ShownDbtProject> {
  authorize(ctx, "workspace:read");
  const row = await ctx.db.dbtProject.findFirst({ where: { id, workspaceId: ctx.workspace.id }, include });
  if (!row) throw new NotFoundError("dbt project", id);
  return shown(row, await sourceNames(ctx, [row]));
}

const sourceNames = (ctx: Ctx, rows: readonly { sourceId: string }[]) =>
  listSourceTitles(
    ctx.db,
    ctx.workspace.id,
    rows.map(({ sourceId }) => sourceId),
  );

function shown(row: Row, names: ReadonlyMap<string, string>): ShownDbtProject {
  const { id, name, service, method, health } = row.connection;
  const { url, branch, path, dbtVersion, database, schema, targetName, envNames, enabled } = row;
  return {
    id: row.id,
    name: row.name,
    source: { id: row.sourceId, name: names.get(row.sourceId) ?? null, adapter: row.adapter },
    connection: { id, name, service, method, health },
    ...{ enabled, url, branch, path, dbtVersion, database, schema, targetName, envNames },
    vars: row.vars as ShownDbtProject["vars"],
    loaded: loadedOf(row),
    seenCommit: row.seenCommit,
    checkedAt: row.checkedAt,
    failure: row.failure as unknown as SyncFailure | null,
    failedRunId: row.failedRunId,
    retryAt: row.retryAt,
    activeRunId: row.runs[0]?.id ?? null,
    manifest: manifestOf(row.manifest),
    warehouseCheck: checkOf(row.warehouseCheck as unknown as StoredCheck | null, row.adapter),
    createdAt: row.createdAt,
    createdBy: row.createdBy,
  };
}

function loadedOf(row: DbtProject): ShownDbtProject["loaded"] {
  const { commit, committedAt, loadedAt, loadedRunId } = row;
  if (commit === null || committedAt === null || loadedAt === null || loadedRunId === null) return null;
  return {
    ...{ commit, committedAt, loadedAt },
    runId: loadedRunId,
    projectName: row.projectName,
    counts: row.counts as unknown as SetCounts,
    current: row.loadedRevision === row.settingsRevision,
  };
}

function checkOf(check: StoredCheck | null, adapter: string): ShownCheck | null {
  if (check === null) return null;
  const at = new Date(check.at);
  if (!check.ok) return { at, ok: false, problem: check.problem, ...checkProblemText(check.problem, adapter) };
  return { at, ok: true, asked: check.asked, found: check.found };
}

function manifestOf(row: Row["manifest"]): ShownDbtProject["manifest"] {
  if (!row) return null;
  const { commit, uploadedAt, uploadedBy } = row;
  return { ...(row.facts as unknown as ManifestFacts), commit, uploadedAt, uploadedBy };
}
