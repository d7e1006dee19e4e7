import { type BuiltinKit, pick } from "@/server/dbt/macros/builtin";

/** Parts of dates in the words of each warehouse, as texts of SQL. */

export function part({ adapter }: BuiltinKit, unit: string, date: string): string {
  return adapter.name === "bigquery" ? `extract(${unit} from ${date})` : `date_part('${unit}', ${date})`;
}

/** Seconds since 1970. */
export function at(kit: BuiltinKit, unit: "epoch", timestamp: string): string {
  return pick(kit.adapter, {
    default: part(kit, unit, timestamp),
    snowflake: part(kit, "epoch_seconds", timestamp),
    bigquery: `unix_seconds(${timestamp})`,
    spark: `unix_timestamp(${timestamp})`,
  });
}

export const shifted = (kit: BuiltinKit, unit: string, count: number, date: string): string =>
  `cast(${kit.call("dateadd", unit, count, date)} as date)`;

const whole = (kit: BuiltinKit, text: string) => `cast(${text} as ${kit.call("type_int")})`;

export function dayName({ adapter }: BuiltinKit, date: string, isShort: boolean): string {
  const long = `case dayname(${date}) ${["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"]
    .map((name) => `when '${name.slice(0, 3)}' then '${name}day'`)
    .join(" ")} end`;
  return pick(adapter, {
    default: `to_char(${date}, '${isShort ? "Dy" : "Day"}')`,
    postgres: `to_char(${date}, '${isShort ? "FMDy" : "FMDay"}')`,
    snowflake: isShort ? `dayname(${date})` : long,
    bigquery: `format_date('${isShort ? "%a" : "%A"}', cast(${date} as date))`,
    spark: `date_format(${date}, '${isShort ? "E" : "EEEE"}')`,
  });
}

export function monthName({ adapter }: BuiltinKit, date: string, isShort: boolean): string {
  return pick(adapter, {
    default: `to_char(${date}, '${isShort ? "MON" : "MONTH"}')`,
    postgres: `to_char(${date}, '${isShort ? "FMMon" : "FMMonth"}')`,
    snowflake: `to_char(${date}, '${isShort ? "MON" : "MMMM"}')`,
    bigquery: `format_date('${isShort ? "%b" : "%B"}', cast(${date} as date))`,
    spark: `date_format(${date}, '${isShort ? "LLL" : "LLLL"}')`,
  });
}

/** Sunday is 1, or in ISO weeks Monday. */
export function dayOfWeek(kit: BuiltinKit, date: string, isIso: boolean): string {
  const isoFromSunday = (day: string) => `case when ${day} = 1 then 7 else ${day} - 1 end`;
  const sunday = part(kit, "dayofweek", date);
  switch (kit.adapter.name) {
    case "postgres":
      return isIso ? whole(kit, part(kit, "isodow", date)) : whole(kit, `${part(kit, "dow", date)} + 1`);
    case "bigquery":
      return isIso ? isoFromSunday(sunday) : sunday;
    case "databricks":
      return isIso ? isoFromSunday(`dayofweek(${date})`) : `dayofweek(${date})`;
    case "snowflake":
      return isIso ? part(kit, "dayofweekiso", date) : `case when ${sunday} = 7 then 1 else ${sunday} + 1 end`;
    case "redshift":
      return isIso ? `case when ${sunday} = 0 then 7 else ${sunday} end` : `${sunday} + 1`;
  }
}

export const dayOfYear = (kit: BuiltinKit, date: string): string =>
  pick(kit.adapter, {
    default: part(kit, "dayofyear", date),
    postgres: part(kit, "doy", date),
    spark: `dayofyear(${date})`,
  });

/** Weeks that begin on Sunday. */
export function weekStart(kit: BuiltinKit, date: string): string {
  const { adapter, call } = kit;
  if (adapter.name === "bigquery") return `cast(${call("date_trunc", "week", date)} as date)`;
  if (adapter.name === "snowflake")
    return `cast(${call("dateadd", "day", `-1 * (${dayOfWeek(kit, date, false)} - 1)`, date)} as date)`;
  return shifted(kit, "day", -1, call("date_trunc", "week", call("dateadd", "day", 1, date)));
}

export const weekEnd = (kit: BuiltinKit, date: string): string => shifted(kit, "day", 6, weekStart(kit, date));

export const weekOfYear = (kit: BuiltinKit, date: string): string =>
  whole(kit, kit.adapter.name === "postgres" ? `to_char(${date}, 'WW')` : part(kit, "week", date));

export const isoWeekStart = (kit: BuiltinKit, date: string): string =>
  `cast(${kit.call("date_trunc", kit.adapter.name === "bigquery" ? "isoweek" : "week", date)} as date)`;

export const isoWeekOfYear = (kit: BuiltinKit, date: string): string =>
  whole(kit, part(kit, pick(kit.adapter, { default: "week", snowflake: "weekiso", bigquery: "isoweek" }), date));
