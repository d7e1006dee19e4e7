import type { Inngest, InngestFunction } from "inngest";

/** Something that a function did, as seen from inside its code: shows what ran, how often and when. */
export type Trace = { scenario: string; what: string; runId: string; at: number; detail?: unknown };
export type Note = (what: string, runId: string, detail?: unknown) => void;

export type RunOutcome = { status: string; output: unknown };
/** The runs that one sent event led to. */
export type EventOutcome = { event: string; data: Record<string, unknown>; runs: RunOutcome[] };

/**
 * Functions and what is sent to them. It knows nothing of the executor below it, so it runs on the embedded one and
 * on any Inngest server. The events and the recorded outcomes are in fixtures/outcomes.json under the scenario's id.
 */
export type Scenario = {
  id: string;
  fact: string;
  functions: (client: Inngest.Any, note: Note) => InngestFunction.Any[];
  /** Pause before each event but the first. */
  gapMs?: number;
  event?: (index: number) => { id?: string; ts?: number };
  /** For outcomes that may rightly differ between two executions; without it they must equal the recorded ones. */
  check?: (outcomes: EventOutcome[]) => void;
  /** What must be true of the traces of this scenario. */
  verify?: (traces: Trace[]) => void;
};

export const NO_CHECKPOINTS = { checkpointing: false } as const;

export const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Counts per run, to fail a set number of times. Lives in the process, as a flaky outside system would. */
export function counter() {
  const counts = new Map<string, number>();
  return (key: string) => {
    const next = (counts.get(key) ?? 0) + 1;
    counts.set(key, next);
    return next;
  };
}
