import type { Db, Tx } from "@/server/core/ctx";
import { hashResetToken } from "./reset-token";
import type { Person } from "./schema";

export interface FoundPasswordReset {
  readonly person: Person;
  readonly status: "open" | "used" | "expired";
}

/** Whose password the holder of a token may choose, and whether still; null for an unknown token. */
export async function findPasswordReset(
  db: Db | Tx,
  token: string,
  now = new Date(),
): Promise<FoundPasswordReset | null> {
  const reset = await db.passwordReset.findUnique({
    where: { tokenHash: hashResetToken(token) },
    include: { account: { select: { id: true, email: true, name: true } } },
  });
  if (!reset) return null;
  const { id, email, name } = reset.account;
  const status = reset.usedAt ? "used" : reset.expiresAt <= now ? "expired" : "open";
  return { person: { accountId: id, email, name }, status };
}
