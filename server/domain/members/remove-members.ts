import type { Ctx } from "@/server/core/ctx";
import { authorize } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { removeIn } from "@/server/domain/resources/remove-resource";

/** Removes several users or, when one of them may not go, none; those who are gone already are no error. */
export async function removeMembers(ctx: Ctx, userIds: readonly string[]): Promise<void> {
  authorize(ctx, "access:manage");
  await changeWorkspace(ctx, async (tx) => {
    for (const id of new Set(userIds)) {
      if (id === "" || id.includes("\0")) continue;
      await removeIn(tx, ctx, { kind: "user", id }).catch((error) => {
        if (!(error instanceof NotFoundError)) throw error;
      });
    }
  });
}
