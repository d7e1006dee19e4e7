"use client";

import { formatDuration } from "./format";
import { useNow } from "./use-now";

export type DurationProps = { ms: number } | { since: string };

/** "1.8 s". With `since` (ISO 8601) it is how long something has been running and keeps counting. */
export function Duration(props: DurationProps) {
  const now = useNow();
  const ms = "ms" in props ? props.ms : (now ?? Date.now()) - Date.parse(props.since);
  return (
    <span className="whitespace-nowrap tabular-nums" suppressHydrationWarning>
      {formatDuration(ms)}
    </span>
  );
}
