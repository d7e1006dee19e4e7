import { Inngest } from "inngest";
import { database } from "@/server/db";
import { env, usesInngestServer } from "@/server/env";
import { embeddedClientOptions } from "./embedded/transport";

const holder = globalThis as typeof globalThis & { tributaryInngest?: Inngest };

/** Quiet unless something is wrong: the SDK reports failing steps itself, and runs have their own pages. */
const logger = { info() {}, debug() {}, warn: console.warn, error: console.error };

function createClient(): Inngest {
  const common = { id: "tributary", logger };
  return usesInngestServer(env())
    ? new Inngest(common)
    : new Inngest({ ...common, ...embeddedClientOptions(() => database().pool) });
}

holder.tributaryInngest ??= createClient();
/** One client per process: an Inngest server's when one is configured, else the embedded executor's. */
export const inngest: Inngest = holder.tributaryInngest;
