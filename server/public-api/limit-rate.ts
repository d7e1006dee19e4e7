/** What a client is told about its rate, and whether this request is over it. */
export interface Rate {
  readonly allowed: boolean;
  readonly headers: { readonly [name: string]: string };
  readonly consumed: number;
  readonly remaining: number;
  readonly msBeforeNext: number;
}

const windowMs = 60_000;
const mostKept = 10_000;

/**
 * Counts requests of each token in windows of a minute, in this process. Looked at before anything is written, so that a
 * 429 never follows a stored change. Headers are Segment's; `Retry-After` is in whole seconds, since the provider ignores
 * any other number.
 */
export function createRateLimit(perMinute: number): (tokenId: string, now?: number) => Rate {
  const windows = new Map<string, { start: number; count: number }>();
  return (tokenId, now = Date.now()) => {
    const known = windows.get(tokenId);
    const window = known && now - known.start < windowMs ? known : { start: now, count: 0 };
    if (window !== known) {
      if (windows.size >= mostKept) windows.clear();
      windows.set(tokenId, window);
    }
    window.count += 1;
    const allowed = window.count <= perMinute;
    const msBeforeNext = window.start + windowMs - now;
    const remaining = Math.max(0, perMinute - window.count);
    return {
      allowed,
      consumed: window.count,
      remaining,
      msBeforeNext,
      headers: {
        "x-ratelimit-consumed": String(window.count),
        "x-ratelimit-remaining": String(remaining),
        "x-ratelimit-reset": new Date(now + msBeforeNext).toUTCString().replace("GMT", "+0000"),
        ...(allowed ? {} : { "retry-after": String(Math.ceil(msBeforeNext / 1000)) }),
      },
    };
  };
}
