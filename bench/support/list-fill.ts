// Fills the database of the list benchmark, in a process of its own: settings are read once per process.
import { filledWorkspace } from "@/bench/support/sync-data";
import { openDatabase } from "@/server/db";
import { createFirstOwner } from "@/server/domain/accounts/create-first-owner";

/** Ten times as many resources, of which each tenth is a source, and an owner who may see them. */
async function fill({ url, workspace, sources, owner }: FillList): Promise<void> {
  const { db, pool, close } = openDatabase(url);
  try {
    await filledWorkspace(db, pool, workspace, sources * 10);
    await createFirstOwner(db, { ...owner, workspaceName: undefined, workspaceSlug: undefined });
  } finally {
    await close();
  }
}

export interface FillList {
  readonly url: string;
  readonly workspace: string;
  readonly sources: number;
  readonly owner: { readonly name: string; readonly email: string; readonly password: string };
}

const [, script, input] = process.argv;
if (script === import.meta.filename && input) await fill(JSON.parse(input) as FillList);
