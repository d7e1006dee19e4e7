import { fileURLToPath } from "node:url";
import { startEmbeddedPostgres } from "@/server/embedded/postgres";
import { migrate } from "@/server/migrate";
import { makeTempDir, removeDir } from "./temp-dir";

export interface TestPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

const migrations = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** A migrated Postgres: the embedded one in a folder of its own, or the empty database that TEST_DATABASE_URL names. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    await migrate(given, migrations);
    return { url: given, stop: async () => undefined };
  }
  const dir = await makeTempDir();
  const postgres = await startEmbeddedPostgres(dir, { durable: false });
  const stop = async () => {
    await postgres.stop();
    await removeDir(dir);
  };
  try {
    await migrate(postgres.url, migrations);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: postgres.url, stop };
}
