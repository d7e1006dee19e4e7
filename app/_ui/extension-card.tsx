import type { ReactNode } from "react";
import { StateBadge } from "./state-badge";
import type { State } from "./state-look";

export interface ExtensionCardProps {
  name: string;
  /** What it does, in one or two sentences. */
  description: string;
  /** A lucide icon element. */
  icon: ReactNode;
  state: State;
  stateWord?: string;
  /** Facts under the description when it is set up: repository, branch, last run. */
  facts?: ReactNode;
  /** The one or two things to do: "Set up Git sync", "Open". */
  actions: ReactNode;
}

/** One extension with its state and what to do next. */
export function ExtensionCard({ name, description, icon, state, stateWord, facts, actions }: ExtensionCardProps) {
  return (
    <article className="flex min-w-0 flex-col rounded-md border border-line bg-surface">
      <div className="flex grow flex-col gap-2 p-4">
        <div className="flex items-start justify-between gap-3">
          <h2 className="flex min-w-0 items-center gap-2 text-lg font-semibold [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:text-ink-muted">
            {icon}
            {name}
          </h2>
          <StateBadge state={state} {...(stateWord ? { word: stateWord } : {})} />
        </div>
        <p className="text-ink-muted">{description}</p>
        {facts}
      </div>
      <footer className="flex flex-wrap gap-2 border-t border-line px-4 py-3">{actions}</footer>
    </article>
  );
}
