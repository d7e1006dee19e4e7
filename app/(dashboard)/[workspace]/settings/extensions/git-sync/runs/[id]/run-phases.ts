import type { Phase as ShownPhase } from "@/app/_ui/phase-list";
import type { State } from "@/app/_ui/state-look";
import type { Phase, PhaseName } from "@/server/domain/git-sync/run-recorder";

const labels: { readonly [P in PhaseName]: string } = {
  connect: "Connect to the host",
  fetch: "Look at the branch",
  read: "Read what the repository holds",
  write: "Write commits",
  push: "Push",
  record: "Record what was pushed",
};

const wholeSync: readonly PhaseName[] = ["connect", "fetch", "read", "write", "push", "record"];
const changesOnly: readonly PhaseName[] = ["connect", "write", "push", "record"];

export interface PhasedRun {
  readonly status: string;
  readonly trigger: string;
  readonly phases: readonly Phase[];
}

/** The phases of a run as far as it came, then, while it is not finished, those still to come. */
export function runPhases(run: PhasedRun): ShownPhase[] {
  const active = run.status === "queued" || run.status === "running";
  const seen = run.phases.map((phase, index): ShownPhase => {
    const last = index === run.phases.length - 1;
    const time = phase.ms === null ? (active ? { startedAt: phase.startedAt } : {}) : { took: phase.ms };
    return {
      id: `${index}-${phase.name}`,
      label: labels[phase.name],
      state: stateOf(run.status, phase, last),
      ...time,
    };
  });
  if (!active) return seen;
  const expected = run.trigger === "change" ? changesOnly : wholeSync;
  const reached = run.phases.at(-1)?.name;
  const rest = expected.slice(reached === undefined ? 0 : expected.indexOf(reached) + 1);
  return [...seen, ...rest.map((name): ShownPhase => ({ id: `later-${name}`, label: labels[name], state: "queued" }))];
}

function stateOf(status: string, phase: Phase, last: boolean): State {
  if (!last) return "succeeded";
  if (status === "failed") return "failed";
  if (status === "cancelled") return "cancelled";
  return phase.ms === null && status !== "succeeded" ? "running" : "succeeded";
}

/** How many resources a whole sync has written of how many; null when that is not what it is doing. */
export function writingProgress(
  run: PhasedRun & { readonly counts: { readonly resources?: number; readonly resourcesTotal?: number } },
) {
  const { resources, resourcesTotal } = run.counts;
  const busy = run.status === "running" && run.phases.at(-1)?.name === "write";
  return busy && resourcesTotal ? { done: resources ?? 0, total: resourcesTotal } : null;
}
