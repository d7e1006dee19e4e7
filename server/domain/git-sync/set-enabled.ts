import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { announceRun } from "./announce-run";
import { requireGitSync } from "./get-git-sync";

/** Switches pushing off or on. Changes are recorded either way; switched on, what was missed is pushed in order. */
export async function setEnabled(ctx: Ctx, enabled: boolean): Promise<void> {
  authorize(ctx, "extensions:manage");
  const sync = await requireGitSync(ctx);
  if (sync.enabled === enabled) return;
  await ctx.db.$transaction(async (tx) => {
    await tx.gitSync.update({
      where: { workspaceId: ctx.workspace.id },
      data: { enabled, waitingUntil: null, ...(enabled && sync.failure ? { retryAt: new Date() } : {}) },
    });
    await recordAudit(tx, ctx, {
      type: enabled ? "Git Sync Enabled" : "Git Sync Disabled",
      resourceType: "git_sync",
      resourceId: ctx.workspace.id,
      resourceName: sync.url,
    });
  });
  if (enabled) await announceRun(ctx, "");
}
