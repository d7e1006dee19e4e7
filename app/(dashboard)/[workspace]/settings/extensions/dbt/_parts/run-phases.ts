import type { Phase as ShownPhase } from "@/app/_ui/phase-list";
import type { Phase, PhaseName } from "@/server/domain/dbt-models/run-recorder";
import { showPhases } from "../../_parts/run-phases";

const labels: { readonly [P in PhaseName]: string } = {
  connect: "Connect to the host",
  fetch: "Look at the branch",
  read: "Read the project's files",
  load: "Load the models",
  compare: "Compare with the models before",
  record: "Record what was found",
};

const order: readonly PhaseName[] = ["connect", "fetch", "read", "load", "compare", "record"];

/** The phases of a model sync: those it went through, and while it is not finished those still to come. */
export const runPhases = (run: { readonly status: string; readonly phases: readonly Phase[] }): ShownPhase[] =>
  showPhases(run, labels, order);
