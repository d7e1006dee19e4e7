import { serve } from "inngest/node";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions/all";
import { startJobs } from "@/inngest/start-jobs";
import { serveUntilStopped } from "./serve-until-stopped";

export interface Jobs {
  readonly where: string;
  stop(): Promise<void>;
}

/** Lets the durable functions run: on the embedded executor, or on the Inngest server that the settings name. */
export async function runJobs(): Promise<Jobs> {
  const embedded = await startJobs();
  if (embedded) return { where: "the embedded executor", stop: () => embedded.stop() };
  const { port, stop } = await serveUntilStopped(serve({ client: inngest, functions }));
  const registered = await fetch(`http://localhost:${port}/api/inngest`, { method: "PUT" });
  if (!registered.ok) throw new Error(`The Inngest server did not accept our functions: ${await registered.text()}`);
  return {
    where: `the Inngest server ${process.env.INNGEST_DEV ?? process.env.INNGEST_BASE_URL ?? ""}`,
    stop,
  };
}
