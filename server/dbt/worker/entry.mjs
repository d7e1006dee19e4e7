// Runs in a worker thread: loads one dbt project per message. It reads TypeScript through tsx, as the command line does.
import { parentPort, workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
const { runLoad } = await import(workerData.runLoadUrl);

// Templates run in this thread. Whatever they might reach, there is nothing of the process left to find.
for (const key of Object.keys(process.env)) delete process.env[key];

parentPort.on("message", ({ id, request }) => {
  try {
    parentPort.postMessage({ id, reply: runLoad(request) });
  } catch (error) {
    parentPort.postMessage({ id, fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
parentPort.postMessage({ ready: true });
