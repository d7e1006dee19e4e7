import type { Phase as ShownPhase } from "@/app/_ui/phase-list";
import type { Phase, PhaseName } from "@/server/domain/git-sync/run-recorder";
import { showPhases } from "../../../_parts/run-phases";

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

/** The phases of a run: those it went through, and while it is not finished those still to come. */
export const runPhases = (run: PhasedRun): ShownPhase[] =>
  showPhases(run, labels, run.trigger === "change" ? changesOnly : wholeSync);

/** How many resources a whole sync has written of how many; null when that is not what it is doing. */
export function writingProgress(
  run: PhasedRun & { readonly counts: { readonly resources?: number; readonly resourcesTotal?: number } },
) {
  const { resources, resourcesTotal } = run.counts;
  const busy = run.status === "running" && run.phases.at(-1)?.name === "write";
  return busy && resourcesTotal ? { done: resources ?? 0, total: resourcesTotal } : null;
}
