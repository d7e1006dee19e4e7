const UNIT_MS: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of "30s", "1h30m", "7d"; `undefined` for anything else. */
export function durationMs(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|[smhdw])\s*)+$/.test(text.trim())) return undefined;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    total += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return total;
}

/** The moment that a duration or an ISO date names, in ms since the epoch; `undefined` when it names none. */
export function momentMs(text: string, nowMs: number): number | undefined {
  const duration = durationMs(text);
  if (duration !== undefined) return nowMs + duration;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : date;
}
