import type { Ctx, Tx } from "@/server/core/ctx";

/** Stores a workspace that nobody owns yet, such as the sample. */
export async function storeWorkspace(tx: Tx, workspace: Ctx["workspace"]): Promise<void> {
  await tx.workspace.create({ data: workspace });
}
