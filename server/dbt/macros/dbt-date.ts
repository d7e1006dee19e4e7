import { truthy } from "@/server/dbt/jinja/compare";
import { str } from "@/server/dbt/jinja/text";
import type { Args } from "@/server/dbt/jinja/values";
import { arg, type Builtin, type BuiltinKit, isGiven, pick } from "@/server/dbt/macros/builtin";
import { dateDimension } from "@/server/dbt/macros/dbt-date-dimension";
import {
  at,
  dayName,
  dayOfWeek,
  dayOfYear,
  isoWeekOfYear,
  isoWeekStart,
  monthName,
  part,
  shifted,
  weekEnd,
  weekOfYear,
  weekStart,
} from "@/server/dbt/macros/dbt-date-parts";

const zoneOf = (args: Args, index: number, kit: BuiltinKit, name = "tz"): string => {
  const given = args.find(index, name);
  if (isGiven(given) && truthy(given)) return str(given);
  const chosen = kit.variable("dbt_date:time_zone");
  return isGiven(chosen) ? str(chosen) : "UTC";
};

function converted(kit: BuiltinKit, column: string, target: string, source: string): string {
  const stamp = `cast(${column} as ${kit.call("type_timestamp")})`;
  const wide = `convert_timezone('${source}', '${target}', ${stamp})`;
  return pick(kit.adapter, {
    default: wide,
    redshift: wide,
    postgres: `cast(${stamp} at time zone '${source}' at time zone '${target}' as ${kit.call("type_timestamp")})`,
    bigquery: `timestamp(datetime(${column}, '${target}'))`,
    spark: `from_utc_timestamp(to_utc_timestamp(${column}, '${source}'), '${target}')`,
  });
}

const nowIn = (kit: BuiltinKit, zone: string) => converted(kit, kit.call("current_timestamp"), zone, "UTC");
const todayIn = (kit: BuiltinKit, zone: string) => `cast(${nowIn(kit, zone)} as date)`;

/** The date that a macro is given, or today. */
function dateOf(args: Args, index: number, kit: BuiltinKit): string {
  const given = args.find(index, "date");
  return isGiven(given) && truthy(given) ? str(given) : todayIn(kit, zoneOf(args, index + 1, kit));
}

const days =
  (sign: number, fixed?: number): Builtin =>
  (args, kit) => {
    const count = fixed ?? Math.trunc(Number(arg(args, 0, "n")));
    return shifted(kit, "day", sign * count, dateOf(args, fixed === undefined ? 1 : 0, kit));
  };

/** The start of the week or month so many away from today's. */
const periods =
  (unit: "week" | "month", sign: number, fixed?: number): Builtin =>
  (args, kit) => {
    const count = fixed ?? Math.trunc(Number(arg(args, 0, "n")));
    const today = todayIn(kit, zoneOf(args, fixed === undefined ? 1 : 0, kit));
    return kit.call("date_trunc", unit, kit.call("dateadd", unit, sign * count, today));
  };

const monthOf =
  (sign: number, write: (kit: BuiltinKit, date: string, args: Args) => string, tz: number): Builtin =>
  (args, kit) => {
    const today = todayIn(kit, zoneOf(args, tz, kit));
    return write(kit, kit.call("date_trunc", "month", kit.call("dateadd", "month", sign, today)), args);
  };

const isShort = (args: Args, index: number) => truthy(args.get(index, "short", true));
const ofDate =
  (write: (kit: BuiltinKit, date: string) => string): Builtin =>
  (args, kit) =>
    write(kit, dateOf(args, 0, kit));

const baseDates: Builtin = (args, kit) => {
  const datepart = str(args.get(3, "datepart", "day"));
  const [start, end, count] = [args.find(0, "start_date"), args.find(1, "end_date"), args.find(2, "n_dateparts")];
  const type = kit.adapter.name === "bigquery" ? "datetime" : kit.call("type_timestamp");
  const zone = zoneOf(args, 9, kit);
  const isBetween = isGiven(start) && isGiven(end);
  const from = isBetween
    ? `cast('${str(start)}' as ${type})`
    : kit.call("dateadd", datepart, -Number(isGiven(count) ? count : 1), todayIn(kit, zone));
  const to = isBetween ? `cast('${str(end)}' as ${type})` : shifted(kit, "day", 1, todayIn(kit, zone));
  const column = `date_${datepart}`;
  const spine = kit.call("date_spine", datepart, from, to);
  return `with date_spine as (\n${spine}\n)\nselect cast(d.${column} as ${kit.call("type_timestamp")}) as ${column}\nfrom date_spine d`;
};

/** The macros of dbt_date, for projects whose packages are not in the checkout. */
export const DBT_DATE_SHIMS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [
    "convert_timezone",
    (args, kit) =>
      converted(
        kit,
        arg(args, 0, "column"),
        zoneOf(args, 1, kit, "target_tz"),
        str(args.get(2, "source_tz", null) ?? "UTC"),
      ),
  ],
  ["now", (args, kit) => nowIn(kit, zoneOf(args, 0, kit))],
  ["today", (args, kit) => todayIn(kit, zoneOf(args, 0, kit))],
  ["yesterday", days(-1, 1)],
  ["tomorrow", days(1, 1)],
  ["n_days_ago", days(-1)],
  ["n_days_away", days(1)],
  ["n_weeks_ago", periods("week", -1)],
  ["n_weeks_away", periods("week", 1)],
  ["last_week", periods("week", -1, 1)],
  ["next_week", periods("week", 1, 1)],
  ["n_months_ago", periods("month", -1)],
  ["n_months_away", periods("month", 1)],
  ["last_month", periods("month", -1, 1)],
  ["next_month", periods("month", 1, 1)],
  ["last_month_number", monthOf(-1, (kit, date) => part(kit, "month", date), 0)],
  ["next_month_number", monthOf(1, (kit, date) => part(kit, "month", date), 0)],
  ["last_month_name", monthOf(-1, (kit, date, args) => monthName(kit, date, isShort(args, 0)), 1)],
  ["next_month_name", monthOf(1, (kit, date, args) => monthName(kit, date, isShort(args, 0)), 1)],
  ["date_part", (args, kit) => part(kit, arg(args, 0, "datepart"), arg(args, 1, "date"))],
  ["day_name", (args, kit) => dayName(kit, arg(args, 0, "date"), isShort(args, 1))],
  ["month_name", (args, kit) => monthName(kit, arg(args, 0, "date"), isShort(args, 1))],
  ["day_of_week", (args, kit) => dayOfWeek(kit, arg(args, 0, "date"), truthy(args.get(1, "isoweek", true)))],
  ["day_of_month", (args, kit) => part(kit, "day", arg(args, 0, "date"))],
  ["day_of_year", (args, kit) => dayOfYear(kit, arg(args, 0, "date"))],
  ["week_start", ofDate(weekStart)],
  ["week_end", ofDate(weekEnd)],
  ["week_of_year", ofDate(weekOfYear)],
  ["iso_week_start", ofDate(isoWeekStart)],
  ["iso_week_end", ofDate((kit, date) => shifted(kit, "day", 6, isoWeekStart(kit, date)))],
  ["iso_week_of_year", ofDate(isoWeekOfYear)],
  [
    "periods_since",
    (args, kit) =>
      kit.call(
        "datediff",
        arg(args, 0, "date_col"),
        nowIn(kit, zoneOf(args, 2, kit)),
        str(args.get(1, "period_name", "day")),
      ),
  ],
  [
    "round_timestamp",
    (args, kit) => kit.call("date_trunc", "day", kit.call("dateadd", "hour", 12, arg(args, 0, "timestamp"))),
  ],
  ["to_unixtimestamp", (args, kit) => at(kit, "epoch", arg(args, 0, "timestamp"))],
  [
    "date_spine",
    (args, kit) =>
      kit.call("date_spine", arg(args, 0, "datepart"), arg(args, 1, "start_date"), arg(args, 2, "end_date")),
  ],
  ["get_base_dates", baseDates],
  ["get_date_dimension", (args, kit) => dateDimension(kit, str(baseDates(args, kit)))],
]);
