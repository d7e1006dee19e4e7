import type { GitConnection } from "@/prisma/generated/client";
import { authorize, type Ctx, type Db, type Tx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import type { GitFailure } from "@/server/domain/git-sync/ports";
import type { CheckResult } from "./ports";

/** A connection as pages show it: never its secret. */
export interface ShownGitConnection {
  readonly id: string;
  readonly name: string;
  readonly service: string;
  readonly method: string;
  readonly username: string | null;
  readonly secretHint: string;
  readonly secretSetAt: Date;
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly confirmedHostKeys: readonly string[];
  readonly health: string;
  readonly failure: GitFailure | null;
  readonly lastTest: readonly CheckResult[] | null;
  readonly lastTestedAt: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** What stops working without it. */
  readonly usedBy: readonly { readonly kind: "git-sync" | "dbt-models"; readonly label: string }[];
}

type Row = GitConnection & {
  gitSyncs: { url: string; branch: string }[];
  dbtProjects: { name: string }[];
};

export function shown(row: Row): ShownGitConnection {
  return {
    id: row.id,
    name: row.name,
    service: row.service,
    method: row.method,
    username: row.username,
    secretHint: row.secretHint,
    secretSetAt: row.secretSetAt,
    publicKey: row.publicKey,
    fingerprint: row.fingerprint,
    confirmedHostKeys: row.confirmedHostKeys,
    health: row.health,
    failure: row.failure as unknown as GitFailure | null,
    lastTest: row.lastTest as unknown as CheckResult[] | null,
    lastTestedAt: row.lastTestedAt,
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    usedBy: [
      ...row.gitSyncs.map(({ url, branch }) => ({
        kind: "git-sync" as const,
        label: `Git Sync to ${url}, branch ${branch}`,
      })),
      ...row.dbtProjects.map(({ name }) => ({ kind: "dbt-models" as const, label: `dbt project “${name}”` })),
    ],
  };
}

export const withUses = {
  gitSyncs: { select: { url: true, branch: true } },
  dbtProjects: { select: { name: true } },
} as const;

export async function getGitConnection(ctx: Ctx, id: string): Promise<ShownGitConnection> {
  authorize(ctx, "extensions:manage");
  return shown(await requireConnection(ctx, id));
}

/** The stored row within the workspace. Throws NotFoundError. */
export async function requireConnection(ctx: Ctx, id: string, db: Db | Tx = ctx.db): Promise<Row> {
  const row = await db.gitConnection.findFirst({ where: { id, workspaceId: ctx.workspace.id }, include: withUses });
  if (!row) throw new NotFoundError("Git connection", id);
  return row;
}
