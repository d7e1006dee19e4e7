"use client";

import { formatExact, formatRelative } from "./format";
import { useNow } from "./use-now";

export interface RelativeTimeProps {
  /** ISO 8601, a Date, or epoch milliseconds. */
  at: string | number | Date;
}

/**
 * "3 minutes ago", with the exact time on hover: in UTC as the server sends it, in the person's zone once live.
 * The server's words may be seconds older than the browser's first ones, hence no hydration warning for them.
 */
export function RelativeTime({ at }: RelativeTimeProps) {
  const now = useNow();
  const time = at instanceof Date ? at.getTime() : typeof at === "number" ? at : Date.parse(at);
  if (Number.isNaN(time)) return <span>unknown time</span>;
  const zone = now === null ? "UTC" : Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <time
      dateTime={new Date(time).toISOString()}
      title={formatExact(time, zone)}
      className="whitespace-nowrap"
      suppressHydrationWarning
    >
      {formatRelative(time, now ?? Date.now())}
    </time>
  );
}
