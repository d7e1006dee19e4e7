// The product without its web pages, in a process group of its own that a test can kill as one: the embedded Postgres, the
// embedded executor and whatever git they start. Settings come by environment.
import { startRuntime } from "@/server/cli/runtime";

const { settings } = await startRuntime(() => undefined);
// Only now: these modules read the settings that the runtime has just made.
const { startJobs } = await import("@/inngest/start-jobs");
await startJobs();
process.stdout.write(`ready ${settings.DATABASE_URL}\n`);
