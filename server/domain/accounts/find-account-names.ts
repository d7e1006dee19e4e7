import type { Db, Tx } from "@/server/core/ctx";

/** What the people behind some e-mails (in lower case) call themselves, by e-mail; nobody without an account. */
export async function findAccountNames(db: Db | Tx, emails: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await db.account.findMany({
    where: { email: { in: [...emails] } },
    select: { email: true, name: true },
  });
  return new Map(accounts.map(({ email, name }) => [email, name]));
}
