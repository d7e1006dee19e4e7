import { authorize, type Ctx } from "@/server/core/ctx";

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
  const users = await ctx.db.resource.findMany({
    where: { workspaceId: ctx.workspace.id, kind: "user", naturalKey: { in: wanted } },
    select: { id: true, naturalKey: true },
  });
  const ids = new Map(users.map(({ id, naturalKey }) => [naturalKey ?? "", id]));
  const accounts = await ctx.db.account.findMany({
    where: { email: { in: [...ids.keys()] } },
    select: { email: true, name: true },
  });
  return { ids, names: new Map(accounts.map(({ email, name }) => [email, name])) };
}
