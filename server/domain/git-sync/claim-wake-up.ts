import type { Tx } from "@/server/core/ctx";

const wakeAgainMs = 10_000;

/** Whether Git Sync is to be woken after this transaction: once until it has looked, again when it has not for long. */
export async function claimWakeUp(tx: Tx, workspaceId: string): Promise<boolean> {
  const now = new Date();
  const long = new Date(now.getTime() - wakeAgainMs);
  const { count } = await tx.gitSync.updateMany({
    where: { workspaceId, enabled: true, OR: [{ wokenAt: null }, { wokenAt: { lt: long } }] },
    data: { wokenAt: now },
  });
  return count > 0;
}
