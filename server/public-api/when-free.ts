import { DomainError } from "@/server/core/errors";

/** How long a delete waits for others, and how often it looks. */
export interface Patience {
  /** Ends the waiting when nothing at all was deleted for so long. */
  readonly quietMs: number;
  readonly mostMs: number;
  readonly pauseMs: number;
}

const usual: Patience = { quietMs: 2000, mostMs: 60_000, pauseMs: 250 };
const mostKept = 10_000;
const lastDelete = new Map<string, number>();

/**
 * Runs a delete; while something is still in use, and others of the workspace are being deleted, tries it again. Terraform
 * destroys what does not refer to each other in no order, and takes a 409 for the end.
 */
export async function whenFree(workspaceId: string, remove: () => Promise<void>, patience = usual): Promise<void> {
  const begun = Date.now();
  for (;;) {
    try {
      await remove();
      if (lastDelete.size >= mostKept) lastDelete.clear();
      lastDelete.set(workspaceId, Date.now());
      return;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "in-use")) throw error;
      const quietSince = Math.max(begun, lastDelete.get(workspaceId) ?? 0);
      const isOver = Date.now() - quietSince >= patience.quietMs || Date.now() - begun >= patience.mostMs;
      if (isOver) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, patience.pauseMs));
  }
}
