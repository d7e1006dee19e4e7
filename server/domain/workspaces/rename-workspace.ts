import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import type { RenameWorkspace } from "./schema";

/** Changes what the workspace is called; its slug, and so every address, stays. The same name again changes nothing. */
export async function renameWorkspace(ctx: Ctx, { name }: RenameWorkspace): Promise<void> {
  authorize(ctx, "workspace:manage");
  const { id } = ctx.workspace;
  await ctx.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM "Workspace" WHERE id = ${id} FOR UPDATE`;
    const before = await tx.workspace.findUniqueOrThrow({ where: { id } });
    if (before.name === name) return;
    await tx.workspace.update({ where: { id }, data: { name } });
    await recordAudit(tx, ctx, {
      type: "Workspace Renamed",
      resourceType: "workspace",
      resourceId: id,
      resourceName: name,
      detail: { before: before.name, after: name },
    });
  });
}
