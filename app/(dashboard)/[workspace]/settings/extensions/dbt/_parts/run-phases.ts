import type { Phase as ShownPhase } from "@/app/_ui/phase-list";
import type { State } from "@/app/_ui/state-look";
import type { Phase, PhaseName } from "@/server/domain/dbt-models/run-recorder";
import { isActive } from "../../_parts/words";

const labels: { readonly [P in PhaseName]: string } = {
  connect: "Connect to the host",
  fetch: "Look at the branch",
  read: "Read the project's files",
  load: "Load the models",
  compare: "Compare with the models before",
  record: "Record what was found",
};

const order: readonly PhaseName[] = ["connect", "fetch", "read", "load", "compare", "record"];

/** The phases of a model sync as far as it came, then, while it is not finished, those still to come. */
export function runPhases(run: { readonly status: string; readonly phases: readonly Phase[] }): ShownPhase[] {
  const active = isActive(run.status);
  const seen = run.phases.map((phase, index): ShownPhase => {
    const time = phase.ms === null ? (active ? { startedAt: phase.startedAt } : {}) : { took: phase.ms };
    const last = index === run.phases.length - 1;
    return {
      id: `${index}-${phase.name}`,
      label: labels[phase.name],
      state: stateOf(run.status, phase, last),
      ...time,
    };
  });
  if (!active) return seen;
  const reached = run.phases.at(-1)?.name;
  const rest = order.slice(reached === undefined ? 0 : order.indexOf(reached) + 1);
  return [...seen, ...rest.map((name): ShownPhase => ({ id: `later-${name}`, label: labels[name], state: "queued" }))];
}

function stateOf(status: string, phase: Phase, last: boolean): State {
  if (!last) return "succeeded";
  if (status === "failed") return "failed";
  if (status === "cancelled") return "cancelled";
  return phase.ms === null && status !== "succeeded" ? "running" : "succeeded";
}
