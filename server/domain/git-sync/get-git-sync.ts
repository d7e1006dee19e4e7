import type { GitSync } from "@/prisma/generated/client";
import { authorize, type Ctx, type Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { countChanges } from "@/server/domain/changes/count-changes";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { listHeldBack, type ShownHeldBack } from "./held-back";
import type { GitFailure } from "./ports";

export interface ShownGitSync {
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
  readonly enabled: boolean;
  /** The commit that the repository was last seen at; null until the first sync has succeeded. */
  readonly tip: string | null;
  readonly lastPushAt: Date | null;
  /** Changes recorded and not yet in the repository. */
  readonly pending: number;
  readonly failure: GitFailure | null;
  readonly attempts: number;
  readonly retryAt: Date | null;
  readonly failedRunId: string | null;
  /** The run that waits or works now. */
  readonly activeRunId: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly secretsStyle: SecretsStyle;
  /** Resources whose files are left out, because they would not say what the resources are (at most 100). */
  readonly heldBack: readonly ShownHeldBack[];
  readonly heldBackTotal: number;
}

/** The workspace's Git Sync and how it stands; null when it is not set up. */
export async function findGitSync(ctx: Ctx): Promise<ShownGitSync | null> {
  authorize(ctx, "workspace:read");
  const where = { workspaceId: ctx.workspace.id };
  const sync = await ctx.db.gitSync.findUnique({ where, include: { connection: true } });
  if (!sync) return null;
  const pending = await countChanges(ctx.db, ctx.workspace.id, sync.cursorSeq);
  const active = await ctx.db.gitSyncRun.findFirst({
    where: { ...where, status: { in: ["queued", "running"] } },
    orderBy: { requestedAt: "asc" },
  });
  const heldBack = await listHeldBack(ctx.db, ctx.workspace.id);
  const { id, name, service, method, health } = sync.connection;
  return {
    connection: { id, name, service, method, health },
    url: sync.url,
    branch: sync.branch,
    path: sync.path,
    enabled: sync.enabled,
    tip: sync.tip,
    lastPushAt: sync.lastPushAt,
    pending,
    failure: sync.failure as unknown as GitFailure | null,
    attempts: sync.attempts,
    retryAt: sync.retryAt,
    failedRunId: sync.failedRunId,
    activeRunId: active?.id ?? null,
    createdAt: sync.createdAt,
    createdBy: sync.createdBy,
    secretsStyle: await getSecretsStyle(ctx.db, ctx.workspace.id),
    heldBack: heldBack.items,
    heldBackTotal: heldBack.total,
  };
}

/** The stored row. Throws "not-found" when Git Sync is not set up. */
export async function requireGitSync(ctx: Ctx, db: Pick<Tx, "gitSync"> = ctx.db): Promise<GitSync> {
  const sync = await db.gitSync.findUnique({ where: { workspaceId: ctx.workspace.id } });
  if (sync) return sync;
  throw new DomainError("not-found", "Git Sync is not set up for this workspace.", {
    next: "Set it up under Settings > Extensions.",
  });
}
