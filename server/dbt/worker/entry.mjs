// Runs in a worker thread: does one job per message: loads a dbt project, or reads a manifest. It reads TypeScript through tsx, as the command line does.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { jobs } = await import(workerData.jobsUrl);

// Templates run in this thread. Whatever they might reach, there is nothing of the process left to find.
for (const key of Object.keys(process.env)) delete process.env[key];

// A thread that waits for its next job allocates nothing, and so would keep what the last one left behind.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");
const quietMs = 3000;
let collecting;

parentPort.on("message", ({ id, job, request }) => {
  clearTimeout(collecting);
  try {
    const emit = (kind, texts) => parentPort.postMessage({ id, kind, texts });
    parentPort.postMessage({ id, reply: jobs[job](request, emit) });
  } catch (error) {
    parentPort.postMessage({ id, fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
  collecting = setTimeout(collectGarbage, quietMs);
});
parentPort.postMessage({ ready: true });
