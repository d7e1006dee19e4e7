import type { Db } from "@/server/core/ctx";

export interface ShownAccount {
  readonly email: string;
  readonly name: string;
  readonly createdAt: Date;
  /** False for accounts that sign in through another service only. */
  readonly hasPassword: boolean;
  /** Other services it signs in through, such as `github`. */
  readonly providers: readonly string[];
}

/** What somebody sees of their own account. */
export async function getAccount(db: Db, accountId: string): Promise<ShownAccount> {
  const { email, name, createdAt, passwordHash, identities } = await db.account.findUniqueOrThrow({
    where: { id: accountId },
    include: { identities: { select: { provider: true }, orderBy: { provider: "asc" } } },
  });
  const providers = identities.map((identity) => identity.provider);
  return { email, name, createdAt, hasPassword: passwordHash !== null, providers };
}
