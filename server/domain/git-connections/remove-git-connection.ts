import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { requireConnection, type ShownGitConnection, shown } from "./get-git-connection";

/** Deletes a connection and its secret, unless something uses it: then the error says what. */
export async function removeGitConnection(ctx: Ctx, id: string): Promise<void> {
  authorize(ctx, "extensions:manage");
  await ctx.db.$transaction(async (tx) => {
    // Held until the end: whoever begins to use it, or deletes it too, waits for the outcome.
    await tx.$queryRaw`SELECT 1 FROM "GitConnection" WHERE id = ${id} AND "workspaceId" = ${ctx.workspace.id} FOR UPDATE`;
    const { usedBy, name } = shown(await requireConnection(ctx, id, tx));
    if (usedBy.length > 0) throw inUse(name, usedBy);
    await tx.gitConnection.delete({ where: { id } });
    await recordAudit(tx, ctx, {
      type: "Git Connection Deleted",
      resourceType: "git_connection",
      resourceId: id,
      resourceName: name,
    });
  });
}

const inUse = (name: string, usedBy: ShownGitConnection["usedBy"]) =>
  new DomainError("in-use", `“${name}” is used by ${usedBy.map((use) => use.label).join(" and ")}.`, {
    next: "Give what uses it another connection, or remove that, first. To change only the credential, replace this connection's secret instead.",
    data: { usedBy },
  });
