import { z } from "zod";
import type { Db } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { findFirstWorkspaceSlug } from "@/server/domain/workspaces/find-first-workspace-slug";
import { insertWorkspace } from "@/server/domain/workspaces/insert-workspace";
import { ownEveryWorkspace } from "@/server/domain/workspaces/own-every-workspace";
import { WorkspaceName, WorkspaceSlug } from "@/server/domain/workspaces/schema";
import { createAccount } from "./create-account";
import { argon2Hasher, type Hasher } from "./hasher";
import { isFirstRun, lockFirstRun } from "./is-first-run";
import { Email, NewPassword, type Person, PersonName } from "./schema";

const emptyAsNone = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), schema.optional());

export const CreateFirstOwner = z.object({
  name: PersonName,
  email: Email,
  password: NewPassword,
  /** Empty where there is a workspace to begin in, such as the sample; then no other one is made. */
  workspaceName: emptyAsNone(WorkspaceName),
  workspaceSlug: emptyAsNone(WorkspaceSlug),
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
    const first = await findFirstWorkspaceSlug(tx);
    await ownEveryWorkspace(tx, db, person);
    const own = ownWorkspace(input, first !== null);
    if (own) await insertWorkspace(tx, db, own, person);
    return { ...person, slug: own?.slug ?? first ?? "" };
  });
}

/** The workspace that was asked for; null when none was and there is one to begin in. */
function ownWorkspace({ workspaceName, workspaceSlug }: CreateFirstOwner, optional: boolean) {
  if (workspaceName && workspaceSlug) return { name: workspaceName, slug: workspaceSlug };
  if (optional && !workspaceName && !workspaceSlug) return null;
  throw new InvalidError([
    ...(workspaceName ? [] : [{ path: "workspaceName", message: "Give the workspace a name." }]),
    ...(workspaceSlug ? [] : [{ path: "workspaceSlug", message: "Give the workspace a slug." }]),
  ]);
}

const alreadySetUp = () =>
  new DomainError("conflict", "Tributary is already set up.", {
    next: "Sign in, or ask a Workspace Owner for an invitation.",
  });
