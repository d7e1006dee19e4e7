// Writes a workspace's HCL again and again in a process of its own: settings are read once per process.
import { findRunningPostgres } from "@/server/embedded/postgres";

const rounds = 7;

/** Milliseconds of each pass through the database, the renderer and the reader; the first ones warm it up. */
async function write({ dir, slug }: WriteHcl): Promise<number[]> {
  const { openDatabase } = await import("@/server/db");
  const { commandContext } = await import("@/server/cli/in-workspace");
  const { exportTree } = await import("@/server/domain/export/export-tree");
  const { db, close } = openDatabase(findRunningPostgres(dir) ?? "");
  try {
    const ctx = await commandContext(db, slug);
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      for await (const _ of exportTree(ctx));
      times.push(performance.now() - begun);
    }
    return times.slice(2);
  } finally {
    await close();
  }
}

export interface WriteHcl {
  readonly dir: string;
  readonly slug: string;
}

const [, script, input] = process.argv;
if (script === import.meta.filename && input) {
  process.stdout.write(JSON.stringify(await write(JSON.parse(input) as WriteHcl)));
}
