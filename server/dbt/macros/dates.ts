import { JinjaError } from "@/server/dbt/jinja/errors";
import { arg, type Builtin, pick } from "@/server/dbt/macros/builtin";

const datePart = (text: string): string => text.replace(/^['"]|['"]$/g, "");

const dateadd: Builtin = (args, { adapter }) => {
  const [part, interval, from] = [
    arg(args, 0, "datepart"),
    arg(args, 1, "interval"),
    arg(args, 2, "from_date_or_timestamp"),
  ];
  const call = `\n\n    dateadd(\n        ${part},\n        ${interval},\n        ${from}\n        )\n\n`;
  return pick(adapter, {
    default: call,
    postgres: `\n\n    ${from} + ((interval '1 ${part}') * (${interval}))\n\n`,
    redshift: call,
    bigquery: `datetime_add(cast(${from} as datetime), interval ${interval} ${part})`,
    spark: `timestampadd(${part}, ${interval}, ${from})`,
  });
};

const datediff: Builtin = (args, { adapter, call }) => {
  const [first, second] = [arg(args, 0, "first_date"), arg(args, 1, "second_date")];
  const part = datePart(arg(args, 2, "datepart"));
  if (adapter.name === "postgres") return `\n        ${postgresDatediff(first, second, part, call)}\n    `;
  const wide = `datediff(\n        ${part},\n        ${first},\n        ${second}\n        )`;
  return pick(adapter, {
    default: wide,
    redshift: wide,
    bigquery: `datetime_diff(cast(${second} as datetime), cast(${first} as datetime), ${part})`,
    spark: `timestampdiff(${part}, ${first}, ${second})`,
  });
};

type Call = Parameters<Builtin>[1]["call"];

/** Postgres has no datediff: differences are counted in calendar boundaries, each unit on the next larger one. */
function postgresDatediff(first: string, second: string, part: string, call: Call): string {
  const inner = (unit: string) => call("datediff", first, second, unit);
  const isCalendar = (unit: string) => unit === "year" || unit === "quarter" || unit === "month";
  const field = (unit: string, date: string) =>
    `date_part('${unit}', (${date})::${isCalendar(unit) ? "date" : "timestamp"})`;
  const step = (unit: string, factor: number, smaller: string) =>
    `(${inner(unit)} * ${factor} + ${field(smaller, second)} - ${field(smaller, first)})`;
  switch (part) {
    case "year":
      return `(${field("year", second)} - ${field("year", first)})`;
    case "quarter":
      return step("year", 4, "quarter");
    case "month":
      return step("year", 12, "month");
    case "day":
      return `((${second})::date - (${first})::date)`;
    case "week":
      return `(${inner("day")} / 7 + case when date_part('dow', (${first})::timestamp) <= date_part('dow', (${second})::timestamp) then case when ${first} <= ${second} then 0 else -1 end else case when ${first} <= ${second} then 1 else 0 end end)`;
    case "hour":
      return step("day", 24, "hour");
    case "minute":
      return step("hour", 60, "minute");
    case "second":
      return `(${inner("minute")} * 60 + floor(${field("second", second)}) - floor(${field("second", first)}))`;
    case "millisecond":
      return `(${inner("minute")} * 60000 + floor(${field("millisecond", second)}) - floor(${field("millisecond", first)}))`;
    case "microsecond":
      return `(${inner("minute")} * 60000000 + floor(${field("microsecond", second)}) - floor(${field("microsecond", first)}))`;
    default:
      throw new JinjaError(`Unsupported datepart for macro datediff in postgres: '${part}'`);
  }
}

const dateTrunc: Builtin = (args, { adapter }) => {
  const [part, date] = [arg(args, 0, "datepart"), arg(args, 1, "date")];
  return pick(adapter, {
    default: `date_trunc('${part}', ${date})`,
    bigquery: `timestamp_trunc(cast(${date} as timestamp), ${part})`,
  });
};

const lastDay: Builtin = (args, { adapter, call }) => {
  const [date, part] = [arg(args, 0, "date"), arg(args, 1, "datepart")];
  if (adapter.name === "snowflake" || adapter.name === "bigquery") return `last_day(${date}, ${part})`;
  const start = call("date_trunc", part, date);
  if (adapter.name === "postgres" && part === "quarter")
    return `cast(${start} + ((interval '3 month') * (1)) + ((interval '1 day') * (-1)) as date)`;
  return `cast(${call("dateadd", "day", "-1", call("dateadd", part, "1", start))} as date)`;
};

const currentTimestamp: Builtin = (_, { adapter }) =>
  pick(adapter, {
    default: "current_timestamp()",
    postgres: "now()",
    redshift: "getdate()",
    snowflake: "convert_timezone('UTC', current_timestamp())",
  });

/** dbt asks the warehouse how many intervals there are; without one it writes a single row, and so do we. */
const dateSpine: Builtin = (args, { call }) => {
  const [part, start, end] = [arg(args, 0, "datepart"), arg(args, 1, "start_date"), arg(args, 2, "end_date")];
  const column = `date_${part}`;
  return [
    `with rawdata as (\n\n${call("generate_series", 1)}\n\n),`,
    `all_periods as (\n\n    select (\n        ${call("dateadd", part, "row_number() over (order by 1) - 1", start)}\n    ) as ${column}\n    from rawdata\n\n),`,
    `filtered as (\n\n    select *\n    from all_periods\n    where ${column} <= ${end}\n\n)`,
    "select * from filtered",
  ].join("\n\n");
};

const generateSeries: Builtin = (args) => {
  const bound = Number(arg(args, 0, "upper_bound"));
  if (!(bound > 0)) throw new JinjaError("upper bound must be positive");
  const bits = Math.max(1, Math.ceil(Math.log2(Math.min(bound, 2 ** 40))));
  const powers = Array.from({ length: bits }, (_, i) => i);
  const sum = powers.map((i) => `p${i}.generated_number * power(2, ${i})`).join(" + ");
  const joins = powers.map((i) => `p as p${i}`).join(" cross join ");
  return [
    "with p as (\n    select 0 as generated_number union all select 1\n),",
    `unioned as (\n    select ${sum} + 1 as generated_number\n    from ${joins}\n)`,
    `select *\nfrom unioned\nwhere generated_number <= ${bound}\norder by generated_number`,
  ].join("\n");
};

const dateLiteral: Builtin = (args) => {
  const [year, month, day] = [arg(args, 0, "year"), arg(args, 1, "month"), arg(args, 2, "day")];
  return `to_date('${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}', 'YYYY-MM-DD')`;
};

export const DATE_MACROS: ReadonlyMap<string, Builtin> = new Map([
  ["dateadd", dateadd],
  ["datediff", datediff],
  ["date_trunc", dateTrunc],
  ["last_day", lastDay],
  ["current_timestamp", currentTimestamp],
  [
    "current_timestamp_backcompat",
    ((_, { adapter, call }) =>
      adapter.name === "postgres"
        ? `current_timestamp::${call("type_timestamp")}`
        : "current_timestamp::timestamp") as Builtin,
  ],
  [
    "current_timestamp_in_utc_backcompat",
    ((_, { adapter, call }) =>
      adapter.name === "postgres"
        ? `(current_timestamp at time zone 'utc')::${call("type_timestamp")}`
        : call("current_timestamp")) as Builtin,
  ],
  [
    "snapshot_get_time",
    ((_, { adapter, call }) =>
      adapter.name === "postgres"
        ? `${call("current_timestamp")}::timestamp without time zone`
        : call("current_timestamp")) as Builtin,
  ],
  ["date_spine", dateSpine],
  ["generate_series", generateSeries],
  ["get_intervals_between", () => 1],
  ["date", dateLiteral],
]);
