import { z } from "zod";
import { router, signedInProcedure, workspaceProcedure } from "@/server/api/init";
import { changePassword } from "@/server/domain/accounts/change-password";
import { getAccount } from "@/server/domain/accounts/get-account";
import { listSessions } from "@/server/domain/accounts/list-sessions";
import { revokeOtherSessions } from "@/server/domain/accounts/revoke-other-sessions";
import { revokeSession } from "@/server/domain/accounts/revoke-session";
import { ChangePassword } from "@/server/domain/accounts/schema";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";

const SessionId = z.object({ sessionId: z.string().min(1).max(100) });

export const meRouter = router({
  /** Who asks, where, and with which grants: what pages decide by which actions they show. */
  get: workspaceProcedure.query(({ ctx }) => ({
    name: ctx.signedIn.name,
    email: ctx.signedIn.email,
    workspace: ctx.workspaceCtx.workspace,
    access: ctx.workspaceCtx.access,
  })),
  workspaces: signedInProcedure.query(({ ctx }) => listWorkspaces(ctx.db, ctx.signedIn.email)),
  account: signedInProcedure.query(({ ctx }) => getAccount(ctx.db, ctx.signedIn.accountId)),
  sessions: signedInProcedure.query(({ ctx }) => listSessions(ctx.db, ctx.signedIn)),
  revokeSession: signedInProcedure
    .input(SessionId)
    .mutation(({ ctx, input }) => revokeSession(ctx.db, { ...ctx.signedIn, ...input })),
  revokeOtherSessions: signedInProcedure.mutation(({ ctx }) => revokeOtherSessions(ctx.db, ctx.signedIn)),
  /** Gives the number of other sessions that it ended. */
  changePassword: signedInProcedure
    .input(ChangePassword)
    .mutation(({ ctx, input }) => changePassword(ctx.db, ctx.signedIn, input)),
});
