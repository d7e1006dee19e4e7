import type { Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { findAccount } from "./find-account";
import { operator, recordAccountEvent } from "./record-account-event";
import { issueResetToken } from "./reset-token";

/** A token for an account's next password, for whoever runs the server to hand over. Throws `not-found`. */
export async function startPasswordReset(db: Db, email: string, now = new Date()): Promise<string> {
  return db.$transaction(async (tx) => {
    const person = await findAccount(tx, email);
    if (!person) {
      throw new DomainError("not-found", `There is no account for ${email}.`, {
        next: "Check the e-mail; people without an account are invited in the workspace's settings.",
      });
    }
    await recordAccountEvent(tx, db, person, operator, "Password Reset Link Made");
    return issueResetToken(tx, person.accountId, now);
  });
}
