import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Identifier } from "./identifier";

export interface ErrorStateProps {
  /** What happened, to what: "The commit could not be pushed". */
  title: string;
  /** Why: the host's own words where there are some. Plain text, shown as it is. */
  cause?: string;
  /** What to do next. */
  next?: ReactNode;
  /** The id to quote when asking for help. */
  errorId?: string;
  /** Retry, or a link to where it can be mended. */
  action?: ReactNode;
  /** Appeared after the person did something: announced at once. */
  live?: boolean;
}

/** What happened, why, what to do, and an id to quote. Never a stack. */
export function ErrorState({ title, cause, next, errorId, action, live }: ErrorStateProps) {
  return (
    <div role={live ? "alert" : undefined} className="rounded-md border border-danger/40 bg-surface p-4">
      <h2 className="flex items-start gap-2 text-lg font-semibold">
        <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger" />
        <span className="min-w-0 wrap-anywhere">{title}</span>
      </h2>
      <div className="mt-2 space-y-3 pl-7">
        {cause ? (
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
            tabIndex={0}
            dir="auto"
            className="max-h-60 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-sm whitespace-pre-wrap wrap-anywhere"
          >
            {cause}
          </pre>
        ) : null}
        {next ? <div className="max-w-prose">{next}</div> : null}
        {errorId ? (
          <p className="flex flex-wrap items-center gap-1 text-sm text-ink-muted">
            Quote this id when you ask for help: <Identifier value={errorId} kind="error id" />
          </p>
        ) : null}
        {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
      </div>
    </div>
  );
}
