import { JinjaError } from "@/server/dbt/jinja/errors";
import { dayOfYear, isoWeek, MONTHS, partsOf, toMs, WEEKDAYS, weekday } from "@/server/dbt/python/calendar";

const two = (n: number): string => String(n).padStart(2, "0");
const three = (n: number): string => String(n).padStart(3, "0");

/** C's `strftime` in the C locale; an unknown directive stays as written. */
export function strftime(ms: number, format: string, zone = ""): string {
  return format.replace(/%(-?[a-zA-Z%])/g, (whole, code: string) =>
    code.startsWith("-")
      ? directive(ms, code.slice(1), whole, zone).replace(/^0+(?=\d)/, "")
      : directive(ms, code, whole, zone),
  );
}

function directive(ms: number, code: string, whole: string, zone: string): string {
  const parts = partsOf(ms);
  const hour12 = parts.hour % 12 || 12;
  switch (code) {
    case "Y":
      return String(parts.year).padStart(4, "0");
    case "y":
      return two(parts.year % 100);
    case "m":
      return two(parts.month);
    case "d":
      return two(parts.day);
    case "e":
      return String(parts.day).padStart(2);
    case "H":
      return two(parts.hour);
    case "I":
      return two(hour12);
    case "p":
      return parts.hour < 12 ? "AM" : "PM";
    case "M":
      return two(parts.minute);
    case "S":
      return two(parts.second);
    case "f":
      return String(parts.microsecond).padStart(6, "0");
    case "j":
      return three(dayOfYear(ms));
    case "s":
      return String(Math.floor(ms / 1000));
    case "B":
      return MONTHS[parts.month - 1] ?? "";
    case "b":
    case "h":
      return (MONTHS[parts.month - 1] ?? "").slice(0, 3);
    case "%":
      return "%";
    default:
      return weekAndZone(ms, code, whole, zone);
  }
}

function weekAndZone(ms: number, code: string, whole: string, zone: string): string {
  switch (code) {
    case "A":
      return WEEKDAYS[weekday(ms)] ?? "";
    case "a":
      return (WEEKDAYS[weekday(ms)] ?? "").slice(0, 3);
    case "w":
      return String((weekday(ms) + 1) % 7);
    case "u":
      return String(weekday(ms) + 1);
    case "U":
      return two(Math.floor((dayOfYear(ms) + 6 - ((weekday(ms) + 1) % 7)) / 7));
    case "W":
      return two(Math.floor((dayOfYear(ms) + 6 - weekday(ms)) / 7));
    case "V":
      return two(isoWeek(ms).week);
    case "G":
      return String(isoWeek(ms).year);
    case "F":
      return strftime(ms, "%Y-%m-%d");
    case "T":
    case "X":
      return strftime(ms, "%H:%M:%S");
    case "D":
    case "x":
      return strftime(ms, "%m/%d/%y");
    case "c":
      return strftime(ms, "%a %b %e %H:%M:%S %Y");
    case "z":
      return zone ? "+0000" : "";
    case "Z":
      return zone;
    default:
      return whole;
  }
}

const FIELD: Record<string, string> = {
  Y: "(\\d{4})",
  y: "(\\d{2})",
  m: "(\\d{1,2})",
  d: "(\\d{1,2})",
  e: "(\\d{1,2})",
  H: "(\\d{1,2})",
  I: "(\\d{1,2})",
  M: "(\\d{1,2})",
  S: "(\\d{1,2})",
  f: "(\\d{1,6})",
  j: "(\\d{1,3})",
  p: "([AaPp][Mm])",
  b: "([A-Za-z]{3})",
  B: "([A-Za-z]{3,9})",
  a: "[A-Za-z]{3}",
  A: "[A-Za-z]{6,9}",
  z: "(?:[+-]\\d{2}:?\\d{2}|Z)",
  Z: "[A-Za-z]{1,5}",
};

/** Python's `datetime.strptime`, as a naive timestamp in milliseconds. */
export function strptime(text: string, format: string): number {
  const order: string[] = [];
  const pattern = format.replace(/%([a-zA-Z%])|([\\^$.*+?()[\]{}|])|\s+/g, (_, code?: string, special?: string) => {
    if (special) return `\\${special}`;
    if (code === undefined) return "\\s+";
    if (code === "%") return "%";
    const field = FIELD[code];
    if (!field) throw new JinjaError(`'${code}' is a bad directive in format '${format}'`);
    if (field.startsWith("(") && !field.startsWith("(?:")) order.push(code);
    return field;
  });
  const match = text.length < 200 && format.length < 200 ? new RegExp(`^${pattern}$`).exec(text) : null;
  if (!match) throw new JinjaError(`time data '${text}' does not match format '${format}'`);
  const found = new Map(order.map((code, i) => [code, match[i + 1] ?? ""]));
  const ms = fromFields(found);
  if (ms === undefined) throw new JinjaError(`time data '${text}' is not a valid date`);
  return ms;
}

function fromFields(found: ReadonlyMap<string, string>): number | undefined {
  const number = (code: string): number | undefined => (found.has(code) ? Number(found.get(code)) : undefined);
  const shortYear = number("y");
  const year = number("Y") ?? (shortYear === undefined ? 1900 : shortYear + (shortYear < 69 ? 2000 : 1900));
  const monthName = (found.get("B") ?? found.get("b"))?.toLowerCase();
  const named = monthName ? MONTHS.findIndex((month) => month.toLowerCase().startsWith(monthName)) + 1 : undefined;
  const hour12 = number("I");
  const afternoon = found.get("p")?.toLowerCase() === "pm" ? 12 : 0;
  const hour = number("H") ?? (hour12 === undefined ? 0 : (hour12 % 12) + afternoon);
  const [minute, second] = [number("M") ?? 0, number("S") ?? 0];
  const microsecond = Number((found.get("f") ?? "0").padEnd(6, "0"));
  const ofYear = number("j");
  const base = {
    year,
    month: number("m") ?? named ?? 1,
    day: number("d") ?? number("e") ?? 1,
    hour,
    minute,
    second,
    microsecond,
  };
  const ms = toMs(base);
  return ms !== undefined && ofYear !== undefined ? ms + (ofYear - 1) * 86_400_000 : ms;
}
