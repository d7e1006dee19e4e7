import { rm } from "node:fs/promises";
import path from "node:path";
import { DbtWorker, WorkerLoadError } from "@/server/dbt/worker/dbt-worker";
import { type DbtEngine, EngineError } from "@/server/domain/dbt-models/ports";
import { env } from "@/server/env";

// Next loads routes as separate bundles: one thread per process all the same.
const holder = globalThis as typeof globalThis & { tributaryDbtWorker?: DbtWorker };

const cacheFileOf = (projectId: string) => path.join(env().TRIBUTARY_DATA_DIR, "dbt-cache", `${projectId}.cache`);

/** The engine in its thread, with what it keeps of each project between loads in the data folder. */
export function createDbtEngine(worker?: DbtWorker): DbtEngine {
  holder.tributaryDbtWorker ??= new DbtWorker();
  const thread = worker ?? holder.tributaryDbtWorker;
  return {
    load: (projectId, request) =>
      thread.load({ ...request, cache: [], cacheFile: cacheFileOf(projectId) }).catch(asEngineError),
    readManifest: (content) => thread.readManifest(content).catch(asEngineError),
    forget: (projectId) => rm(cacheFileOf(projectId), { force: true }),
  };
}

function asEngineError(error: unknown): never {
  throw error instanceof WorkerLoadError ? new EngineError(error.message, { cause: error }) : error;
}
