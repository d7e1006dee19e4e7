import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Duration } from "./duration";
import { StateIcon } from "./state-icon";
import { STATE_LOOKS, type State } from "./state-look";

export interface Phase {
  id: string;
  label: string;
  state: State;
  /** Milliseconds it took, or since when (ISO 8601) it is running. */
  took?: number;
  startedAt?: string;
  /** Counts, a link, the reason of a failure. */
  detail?: ReactNode;
}

/** The phases of a run from top to bottom, each with its state and time. */
export function PhaseList({ phases }: { phases: readonly Phase[] }) {
  return (
    <ol className="text-base">
      {phases.map((phase, index) => (
        <li key={phase.id} className="relative flex gap-3 pb-4 last:pb-0">
          {index < phases.length - 1 ? (
            <span aria-hidden className="absolute top-6 bottom-0 left-2 w-px -translate-x-1/2 bg-line" />
          ) : null}
          <StateIcon state={phase.state} className="mt-0.5 size-4" />
          <div className="min-w-0 grow">
            <div className="flex items-baseline justify-between gap-3">
              <p className={clsx("min-w-0 wrap-anywhere", phase.state === "running" && "font-medium")}>
                {phase.label}
                <span className="sr-only">: {STATE_LOOKS[phase.state].word}</span>
              </p>
              <span className="shrink-0 text-sm text-ink-muted">
                <PhaseTime phase={phase} />
              </span>
            </div>
            {phase.detail ? <div className="text-sm text-ink-muted">{phase.detail}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

function PhaseTime({ phase }: { phase: Phase }) {
  if (phase.took !== undefined) return <Duration ms={phase.took} />;
  if (phase.startedAt !== undefined) return <Duration since={phase.startedAt} />;
  return phase.state === "queued" ? <>—</> : null;
}
