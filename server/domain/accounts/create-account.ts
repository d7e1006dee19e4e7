import type { Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import type { Person } from "./schema";

/** Stores a new account in the caller's transaction. Throws `conflict` when the e-mail has one already. */
export async function createAccount(
  tx: Tx,
  account: { email: string; name: string; passwordHash: string | null },
): Promise<Person> {
  const { count } = await tx.account.createMany({ data: [account], skipDuplicates: true });
  const { id, email, name } = await tx.account.findUniqueOrThrow({ where: { email: account.email } });
  if (count === 0) {
    throw new DomainError("conflict", `There is already an account for ${email}.`, {
      next: "Sign in with it.",
      fields: [{ path: "email", message: "There is already an account with this e-mail." }],
    });
  }
  return { accountId: id, email, name };
}
