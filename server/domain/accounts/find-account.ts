import type { Db, Tx } from "@/server/core/ctx";
import type { Person } from "./schema";

/** The account of an e-mail (in lower case), or null. */
export async function findAccount(db: Db | Tx, email: string): Promise<Person | null> {
  const account = await db.account.findUnique({ where: { email }, select: { id: true, name: true } });
  return account && { accountId: account.id, email, name: account.name };
}
