import { authorize, type Ctx } from "@/server/core/ctx";
import { findAccountNames } from "@/server/domain/accounts/find-account-names";
import { findIdsByKeys } from "@/server/domain/resources/find-ids-by-keys";

export interface FoundPeople {
  /** Id of the `user` resource, by e-mail in lower case. */
  readonly ids: ReadonlyMap<string, string>;
  /** What people call themselves, by e-mail in lower case; nobody without an account. */
  readonly names: ReadonlyMap<string, string>;
}

/** Those of some e-mails who are users of the workspace, and their names. */
export async function findPeople(ctx: Ctx, emails: readonly string[]): Promise<FoundPeople> {
  authorize(ctx, "workspace:read");
  const wanted = [...new Set(emails.map((email) => email.toLowerCase()))];
  const ids = await findIdsByKeys(ctx.db, ctx.workspace.id, "user", wanted);
  return { ids, names: await findAccountNames(ctx.db, [...ids.keys()]) };
}
