import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";

export interface TimelineEntry {
  id: string;
  /** ISO 8601. */
  at: string;
  title: ReactNode;
  /** Who did it. */
  by?: ReactNode;
  /** A diff, a commit link, the outcome. */
  children?: ReactNode;
}

/** What happened, newest first: change records, events, comments. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol className="space-y-4 border-l border-line pl-4">
      {entries.map((entry) => (
        <li key={entry.id} className="relative min-w-0">
          <span
            aria-hidden
            className="absolute top-1.5 -left-[21px] size-2 rounded-full border border-line-strong bg-surface"
          />
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <p className="min-w-0 font-medium wrap-anywhere">{entry.title}</p>
            <p className="text-sm text-ink-muted">
              {entry.by ? <>{entry.by}, </> : null}
              <RelativeTime at={entry.at} />
            </p>
          </div>
          {entry.children ? <div className="mt-1">{entry.children}</div> : null}
        </li>
      ))}
    </ol>
  );
}
