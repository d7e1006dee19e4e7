/** Words for numbers and times. Pure; the same on the server and in the browser. */

const numbers = new Intl.NumberFormat("en-US");
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** 12345 → "12,345". */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** (1, "run") → "1 run"; (2500, "run") → "2,500 runs". `plural` for words that do not take an s. */
export function formatCount(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)} ${value === 1 ? singular : plural}`;
}

/** Milliseconds → "340 ms", "1.8 s", "2 min 4 s", "3 h 20 min", "2 d 4 h". Negative input counts as 0. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, ms);
  if (whole < 999.5) return `${Math.round(whole)} ms`;
  if (whole < 9_950) return `${(whole / 1000).toFixed(1)} s`;
  const seconds = Math.round(whole / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(seconds, 60, "min", "s");
  const minutes = Math.round(whole / 60_000);
  if (minutes < 1440) return pair(minutes, 60, "h", "min");
  return pair(Math.round(whole / 3_600_000), 24, "d", "h");
}

function pair(total: number, base: number, big: string, small: string): string {
  const rest = total % base;
  const head = `${formatNumber(Math.floor(total / base))} ${big}`;
  return rest === 0 ? head : `${head} ${rest} ${small}`;
}

const UNITS: ReadonlyArray<{ unit: Intl.RelativeTimeFormatUnit; ms: number; below: number }> = [
  { unit: "minute", ms: 60_000, below: 60 },
  { unit: "hour", ms: 3_600_000, below: 24 },
  { unit: "day", ms: 86_400_000, below: 30 },
  { unit: "month", ms: 2_629_800_000, below: 12 },
  { unit: "year", ms: 31_557_600_000, below: Number.POSITIVE_INFINITY },
];

/** Distance between two instants in epoch milliseconds: "just now", "3 minutes ago", "yesterday", "in 2 hours". */
export function formatRelative(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < 45_000) return "just now";
  for (const { unit, ms, below } of UNITS) {
    const amount = Math.round(distance / ms);
    if (Math.abs(amount) < below) return relative.format(amount === 0 ? Math.sign(distance) : amount, unit);
  }
  return "just now";
}

const exact = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes longer than a hundred uses of it, and a list shows fifty times. */
function exactIn(timeZone: string): Intl.DateTimeFormat {
  const known = exact.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  exact.set(timeZone, made);
  return made;
}

/** The exact time, "2026-11-22 04:12:09 UTC" or in the given IANA zone with its short name. */
export function formatExact(at: number, timeZone = "UTC"): string {
  if (timeZone === "UTC")
    return new Date(at)
      .toISOString()
      .replace("T", " ")
      .replace(/\.\d+Z$/, " UTC");
  const parts = exactIn(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return `${date} ${part("hour")}:${part("minute")}:${part("second")} ${part("timeZoneName")}`;
}

/** Bytes in binary steps: "812 B", "1.5 kB", "20 MB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = Math.max(0, bytes);
  let step = 0;
  while (value >= 1023.5 && step < units.length - 1) {
    value /= 1024;
    step += 1;
  }
  const text = step > 0 && value < 9.95 ? value.toFixed(1) : formatNumber(Math.round(value));
  return `${text} ${units[step] ?? "B"}`;
}
