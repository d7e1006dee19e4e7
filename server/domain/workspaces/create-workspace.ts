import type { Db } from "@/server/core/ctx";
import type { Person } from "@/server/domain/accounts/schema";
import { insertWorkspace } from "./insert-workspace";
import type { CreateWorkspace } from "./schema";

/** Creates a workspace that the person owns. Throws InvalidError at `slug` when it is taken. */
export async function createWorkspace(
  db: Db,
  input: CreateWorkspace,
  person: Person,
): Promise<{ id: string; slug: string; name: string }> {
  return db.$transaction((tx) => insertWorkspace(tx, db, input, person));
}
