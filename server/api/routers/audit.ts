import { router, workspaceProcedure } from "@/server/api/init";
import { ListAuditEvents, listAuditEvents } from "@/server/domain/audit/list-audit-events";

export const auditRouter = router({
  list: workspaceProcedure.input(ListAuditEvents).query(({ ctx, input }) => listAuditEvents(ctx.workspaceCtx, input)),
});
