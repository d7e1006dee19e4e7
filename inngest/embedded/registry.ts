import { randomBytes } from "node:crypto";

/**
 * What the transport and the executors of this process share. Next.js bundles routes and instrumentation apart,
 * so it lives on `globalThis`: a module variable would exist twice.
 */
type Registry = {
  /** Proves to the served endpoint that a call comes from this process. Made anew at every start. */
  signingKey: string;
  wakers: Set<(hint: "events") => void>;
  /** Lease owners that are alive in this process. */
  owners: Set<string>;
};

const SLOT = Symbol.for("tributary.inngest.embedded");

export function registry(): Registry {
  const holder = globalThis as typeof globalThis & { [SLOT]?: Registry };
  holder[SLOT] ??= { signingKey: randomBytes(32).toString("hex"), wakers: new Set(), owners: new Set() };
  return holder[SLOT];
}

/** Tells the executors of this process that there are new events. Others find them by polling. */
export function wakeLocalExecutors(): void {
  for (const wake of registry().wakers) wake("events");
}
