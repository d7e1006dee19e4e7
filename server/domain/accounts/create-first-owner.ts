import { z } from "zod";
import type { Db } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { insertWorkspace } from "@/server/domain/workspaces/insert-workspace";
import { ownEveryWorkspace } from "@/server/domain/workspaces/own-every-workspace";
import { WorkspaceName, WorkspaceSlug } from "@/server/domain/workspaces/schema";
import { createAccount } from "./create-account";
import { argon2Hasher, type Hasher } from "./hasher";
import { isFirstRun, lockFirstRun } from "./is-first-run";
import { Email, NewPassword, type Person, PersonName } from "./schema";

export const CreateFirstOwner = z.object({
  name: PersonName,
  email: Email,
  password: NewPassword,
  workspaceName: WorkspaceName,
  workspaceSlug: WorkspaceSlug,
});

export type CreateFirstOwner = z.output<typeof CreateFirstOwner>;

/**
 * Sets the product up: the first account, its workspace, and ownership of the workspaces that are already there, such as
 * the sample. Throws `conflict` once any account exists; of several at the same time one succeeds.
 */
export async function createFirstOwner(
  db: Db,
  input: CreateFirstOwner,
  hasher: Hasher = argon2Hasher,
): Promise<Person & { slug: string }> {
  // Looked at before hashing, so that nobody can make a set-up product do the work.
  if (!(await isFirstRun(db))) throw alreadySetUp();
  const passwordHash = await hasher.hash(input.password);
  return db.$transaction(async (tx) => {
    if (!(await lockFirstRun(tx))) throw alreadySetUp();
    const person = await createAccount(tx, { email: input.email, name: input.name, passwordHash });
    await ownEveryWorkspace(tx, db, person);
    await insertWorkspace(tx, db, { name: input.workspaceName, slug: input.workspaceSlug }, person);
    return { ...person, slug: input.workspaceSlug };
  });
}

const alreadySetUp = () =>
  new DomainError("conflict", "Tributary is already set up.", {
    next: "Sign in, or ask a Workspace Owner for an invitation.",
  });
