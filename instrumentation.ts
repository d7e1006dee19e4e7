/** Runs once in each server process, before its first request: starts the embedded executor in the Node runtime. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startJobs } = await import("./inngest/start-jobs");
  await startJobs();
}
