/** Calendar arithmetic on naive timestamps: milliseconds since 1970-01-01 as if every clock ran in UTC. */
export interface CalendarParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

export const DAY_MS = 86_400_000;

export function partsOf(ms: number): CalendarParts {
  const date = new Date(Math.floor(ms));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    microsecond: Math.round((((ms % 1000) + 1000) % 1000) * 1000),
  };
}

/** `undefined` when a part is out of range, such as the 30th of February. */
export function toMs(parts: CalendarParts): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(parts.year, parts.month - 1, parts.day);
  date.setUTCHours(parts.hour, parts.minute, parts.second, 0);
  const valid =
    parts.year >= 1 &&
    parts.year <= 9999 &&
    date.getUTCMonth() === parts.month - 1 &&
    date.getUTCDate() === parts.day &&
    date.getUTCHours() === parts.hour &&
    date.getUTCMinutes() === parts.minute &&
    date.getUTCSeconds() === parts.second;
  return valid ? date.getTime() + parts.microsecond / 1000 : undefined;
}

/** Monday is 0, as in Python. */
export function weekday(ms: number): number {
  return (new Date(ms).getUTCDay() + 6) % 7;
}

export function dayOfYear(ms: number): number {
  return Math.floor((ms - Date.UTC(new Date(ms).getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

/** ISO year and week of a day. */
export function isoWeek(ms: number): { year: number; week: number } {
  const thursday = ms + (3 - weekday(ms)) * DAY_MS;
  return { year: new Date(thursday).getUTCFullYear(), week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1 };
}

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
