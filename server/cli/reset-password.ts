import type { Writable } from "node:stream";
import { DomainError } from "@/server/core/errors";
import { Email } from "@/server/domain/accounts/schema";

interface Output {
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** The command: whoever may run it has the machine, and so the database. Works beside the running product, too. */
export async function resetPassword(given: string, { stdout, stderr }: Output): Promise<number> {
  const email = Email.safeParse(given);
  if (!email.success) {
    stderr.write(`“${given}” is not an e-mail address.\n`);
    return 2;
  }
  const { joinRuntime } = await import("./runtime");
  const runtime = await joinRuntime();
  const { database } = await import("@/server/db");
  const { startPasswordReset } = await import("@/server/domain/accounts/start-password-reset");
  const { publicUrl } = await import("@/server/public-url");
  const { resetMinutes } = await import("@/server/domain/accounts/reset-token");
  const { db, close } = database();
  try {
    const token = await startPasswordReset(db, email.data);
    stdout.write(`${publicUrl()}/reset-password/${token}\n`);
    stderr.write(`Hand this link to ${email.data}. It works once, within ${resetMinutes} minutes.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    stderr.write(`${[error.message, error.next].filter(Boolean).join(" ")}\n`);
    return 1;
  } finally {
    await close();
    await runtime.stop();
  }
}
