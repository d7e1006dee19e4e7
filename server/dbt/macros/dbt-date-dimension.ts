import { type BuiltinKit, pick } from "@/server/dbt/macros/builtin";
import {
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

const day = "d.date_day";
const yearBefore = "d.prior_year_date_day";
/** 52 weeks before: the same day of the week. */
const weeksBefore = "d.prior_year_over_year_date_day";

type Column = readonly [name: string, sql: string];

/** One row a day over `baseDates`, with dbt_date's columns in their order. */
export function dateDimension(kit: BuiltinKit, baseDates: string): string {
  const columns = [
    ...dayColumns(kit),
    ...weekColumns(kit),
    ...monthColumns(kit),
    ...quarterColumns(kit),
    ...yearColumns(kit),
  ];
  const before = [
    `cast(${day} as date) as date_day`,
    `${shifted(kit, "year", -1, day)} as prior_year_date_day`,
    `${shifted(kit, "day", -364, day)} as prior_year_over_year_date_day`,
  ];
  return [
    `with base_dates as (\n${baseDates}\n),`,
    `dates_before as (\n  select\n    ${before.join(",\n    ")}\n  from base_dates d\n)`,
    `select\n  ${columns.map(([name, sql]) => `${sql} as ${name}`).join(",\n  ")}\nfrom dates_before d\norder by 1`,
  ].join("\n");
}

function dayColumns(kit: BuiltinKit): Column[] {
  // On Postgres, and so on Redshift, the package has one day of the week, which is the ISO one.
  const hasTwo = pick(kit.adapter, { default: true, postgres: false });
  return [
    ["date_day", day],
    ["prior_date_day", shifted(kit, "day", -1, day)],
    ["next_date_day", shifted(kit, "day", 1, day)],
    ["prior_year_date_day", yearBefore],
    ["prior_year_over_year_date_day", weeksBefore],
    ["day_of_week", dayOfWeek(kit, day, !hasTwo)],
    ...(hasTwo ? [["day_of_week_iso", dayOfWeek(kit, day, true)] as const] : []),
    ["day_of_week_name", dayName(kit, day, false)],
    ["day_of_week_name_short", dayName(kit, day, true)],
    ["day_of_month", part(kit, "day", day)],
    ["day_of_year", dayOfYear(kit, day)],
  ];
}

function weekColumns(kit: BuiltinKit): Column[] {
  const isoEnd = (date: string) => shifted(kit, "day", 6, isoWeekStart(kit, date));
  return [
    ["week_start_date", weekStart(kit, day)],
    ["week_end_date", weekEnd(kit, day)],
    ["prior_year_week_start_date", weekStart(kit, weeksBefore)],
    ["prior_year_week_end_date", weekEnd(kit, weeksBefore)],
    ["week_of_year", weekOfYear(kit, day)],
    ["iso_week_start_date", isoWeekStart(kit, day)],
    ["iso_week_end_date", isoEnd(day)],
    ["prior_year_iso_week_start_date", isoWeekStart(kit, weeksBefore)],
    ["prior_year_iso_week_end_date", isoEnd(weeksBefore)],
    ["iso_week_of_year", isoWeekOfYear(kit, day)],
    ["prior_year_week_of_year", weekOfYear(kit, weeksBefore)],
    ["prior_year_iso_week_of_year", isoWeekOfYear(kit, weeksBefore)],
  ];
}

const number = (kit: BuiltinKit, unit: string) => `cast(${part(kit, unit, day)} as ${kit.call("type_int")})`;
const first = (kit: BuiltinKit, unit: string, date: string) => `cast(${kit.call("date_trunc", unit, date)} as date)`;
const last = (kit: BuiltinKit, unit: string, date: string) => `cast(${kit.call("last_day", date, unit)} as date)`;

const monthColumns = (kit: BuiltinKit): Column[] => [
  ["month_of_year", number(kit, "month")],
  ["month_name", monthName(kit, day, false)],
  ["month_name_short", monthName(kit, day, true)],
  ["month_start_date", first(kit, "month", day)],
  ["month_end_date", last(kit, "month", day)],
  ["prior_year_month_start_date", first(kit, "month", yearBefore)],
  ["prior_year_month_end_date", last(kit, "month", yearBefore)],
];

const quarterColumns = (kit: BuiltinKit): Column[] => [
  ["quarter_of_year", number(kit, "quarter")],
  ["quarter_start_date", first(kit, "quarter", day)],
  ["quarter_end_date", last(kit, "quarter", day)],
];

const yearColumns = (kit: BuiltinKit): Column[] => [
  ["year_number", number(kit, "year")],
  ["year_start_date", first(kit, "year", day)],
  ["year_end_date", last(kit, "year", day)],
];
