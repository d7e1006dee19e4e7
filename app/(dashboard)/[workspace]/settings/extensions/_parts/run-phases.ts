import type { Phase as ShownPhase } from "@/app/_ui/phase-list";
import type { State } from "@/app/_ui/state-look";
import { isActive } from "./words";

interface Phase<Name extends string> {
  readonly name: Name;
  readonly startedAt: string;
  readonly ms: number | null;
}

/** The phases of a run as far as it came, then, while it is not finished, those of `order` still to come. */
export function showPhases<Name extends string>(
  run: { readonly status: string; readonly phases: readonly Phase<Name>[] },
  labels: { readonly [N in Name]: string },
  order: readonly Name[],
): ShownPhase[] {
  const active = isActive(run.status);
  const seen = run.phases.map((phase, index): ShownPhase => {
    const last = index === run.phases.length - 1;
    const time = phase.ms === null ? (active ? { startedAt: phase.startedAt } : {}) : { took: phase.ms };
    const state = stateOf(run.status, phase.ms !== null, last);
    return { id: `${index}-${phase.name}`, label: labels[phase.name], state, ...time };
  });
  if (!active) return seen;
  const reached = run.phases.at(-1)?.name;
  const rest = order.slice(reached === undefined ? 0 : order.indexOf(reached) + 1);
  return [...seen, ...rest.map((name): ShownPhase => ({ id: `later-${name}`, label: labels[name], state: "queued" }))];
}

function stateOf(status: string, ended: boolean, last: boolean): State {
  if (!last) return "succeeded";
  if (status === "failed") return "failed";
  if (status === "cancelled") return "cancelled";
  return ended || status === "succeeded" ? "succeeded" : "running";
}
