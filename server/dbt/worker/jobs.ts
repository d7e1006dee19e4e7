import { packManifest } from "@/server/dbt/worker/pack-manifest";
import { runLoad } from "@/server/dbt/worker/run-load";

/** What the thread can be asked to do, by name. */
export const jobs = { load: runLoad, manifest: packManifest };

export type Jobs = typeof jobs;
