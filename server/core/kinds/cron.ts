const weekDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

interface Field {
  readonly low: number;
  readonly high: number;
  /** Words for values, the first for `low`. */
  readonly words: readonly string[];
}

/** Minute, hour, day of the month, month and day of the week, where 7 is Sunday too. */
const fields: readonly Field[] = [
  { low: 0, high: 59, words: [] },
  { low: 0, high: 23, words: [] },
  { low: 1, high: 31, words: [] },
  { low: 1, high: 12, words: months },
  { low: 0, high: 7, words: weekDays },
];

/**
 * The fewest minutes between two runs of a cron expression of five fields, on days that it runs on; a day for one run.
 * Null when it is not one.
 */
export function cronSpacingMinutes(spec: string): number | null {
  const parts = spec.trim().split(/\s+/);
  if (parts.length !== fields.length || spec.length > 1000) return null;
  const sets = fields.map((field, index) => valuesOf(parts[index] ?? "", field));
  const [minutes, hours] = sets;
  if (!minutes || !hours || sets.includes(null)) return null;
  const runs = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const day = 24 * 60;
  return Math.min(...runs.map((run, index) => (runs[index + 1] ?? (runs[0] ?? 0) + day) - run));
}

/** Values of `*`, `5`, `1-5`, `*\/15`, `0-30/10` and lists of such, in order; null for anything else. */
function valuesOf(text: string, field: Field): number[] | null {
  const values = new Set<number>();
  for (const part of text.toLowerCase().split(",")) {
    const [, range = "", step] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const [from, to] = rangeOf(range, field, step !== undefined);
    const every = step === undefined ? 1 : Number(step);
    if (from === undefined || to === undefined || from > to || every < 1) return null;
    for (let value = from; value <= to; value += every) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function rangeOf(text: string, field: Field, stepped: boolean): (number | undefined)[] {
  if (text === "*") return [field.low, field.high];
  const [from = "", to, ...more] = text.split("-");
  if (more.length > 0) return [];
  const first = numberOf(from, field);
  return [first, to === undefined ? (stepped ? field.high : first) : numberOf(to, field)];
}

function numberOf(text: string, { low, high, words }: Field): number | undefined {
  const word = words.indexOf(text);
  const value = word >= 0 ? word + low : /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= low && value <= high ? value : undefined;
}
