import { database } from "@/server/db";
import { env, usesInngestServer } from "@/server/env";
import { sweepGitSessions } from "@/server/integrations/git/session-sweep";
import { log } from "@/server/log";
import { inngest } from "./client";
import { createEmbeddedExecutor, type EmbeddedExecutor } from "./embedded/executor";
import { functions } from "./functions/all";
import { handlers } from "./serve";

const holder = globalThis as typeof globalThis & { tributaryExecutor?: EmbeddedExecutor };

/** Starts the embedded executor in this process, once, unless an Inngest server is configured. */
export async function startJobs(): Promise<EmbeddedExecutor | null> {
  // What a killed process left of its Git sessions: private keys in temporary folders.
  await sweepGitSessions();
  if (usesInngestServer(env())) return null;
  if (!holder.tributaryExecutor) {
    const handler = (request: Request) => handlers.POST(request as never, undefined as never) as Promise<Response>;
    const executor = createEmbeddedExecutor({
      pool: database().pool,
      handler,
      functions,
      client: inngest,
      logger: log(),
    });
    holder.tributaryExecutor = executor;
    await executor.start();
  }
  return holder.tributaryExecutor;
}
