/** Runs once in each server process, before its first request: starts the embedded executor in the Node runtime. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { endWithStarter } = await import("./server/embedded/end-with-starter");
  endWithStarter();
  const { startJobs } = await import("./inngest/start-jobs");
  await startJobs();
}
