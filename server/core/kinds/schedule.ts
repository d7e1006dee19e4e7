import type { JsonValue } from "@/server/hcl/schema";
import { cronSpacingMinutes } from "./cron";
import type { FieldProblem } from "./types";
import { isRecord, items, text } from "./values";

type Fields = { readonly [key: string]: JsonValue };

const unitsMs: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const minuteMs = 60_000;

/** Milliseconds of a duration such as `15m`, `1h30m` or `1d`; null when it is not one. */
export function durationMs(interval: string): number | null {
  if (!/^(\d{1,6}[smhd])+$/.test(interval)) return null;
  let sum = 0;
  for (const [, count, unit] of interval.matchAll(/(\d+)([smhd])/g)) sum += Number(count) * (unitsMs[unit ?? ""] ?? 0);
  return sum;
}

const knownZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone !== "";
  } catch {
    return false;
  }
};

const integersIn = (value: JsonValue | undefined, low: number, high: number, most: number) => {
  const list = items(value);
  const valid = list.every((n) => typeof n === "number" && Number.isInteger(n) && n >= low && n <= high);
  return valid && list.length > 0 && list.length <= most;
};

const configKeys: { readonly [strategy: string]: readonly string[] } = {
  PERIODIC: ["interval"],
  SPECIFIC_DAYS: ["days", "hours", "timezone"],
  CRON: ["spec", "timezone"],
  DBT_CLOUD: ["jobId", "accountId"],
};

function cronProblems(spec: string): string[] {
  const spacing = cronSpacingMinutes(spec);
  if (spacing === null) return ["A cron expression has five fields, such as 0 */6 * * *."];
  return spacing >= 15 ? [] : ["A cron expression must leave 15 minutes between two runs."];
}

function checkConfig(strategy: string, config: Fields): string[] {
  switch (strategy) {
    case "PERIODIC": {
      const interval = durationMs(text(config.interval));
      if (interval === null) return ["The interval must be a duration such as 15m, 1h or 1d."];
      return interval >= 15 * minuteMs && interval < 168 * 60 * minuteMs
        ? []
        : ["The interval must be at least 15m and below 168h."];
    }
    case "SPECIFIC_DAYS":
      return [
        ...(integersIn(config.days, 0, 6, 7) ? [] : ["Choose one to seven days, 0 (Sunday) to 6."]),
        ...(integersIn(config.hours, 0, 23, 24) ? [] : ["Choose one to 24 hours, 0 to 23."]),
        ...(knownZone(text(config.timezone)) ? [] : ["Choose a time zone, such as Europe/Berlin."]),
      ];
    case "CRON":
      return [
        ...cronProblems(text(config.spec)),
        ...(config.timezone === undefined || config.timezone === "" || knownZone(text(config.timezone))
          ? []
          : ["Choose a time zone, such as Europe/Berlin."]),
      ];
    default:
      return ["jobId", "accountId"].flatMap((key) => (text(config[key]) ? [] : [`${key} must be a text.`]));
  }
}

/** Segment's rules for a Reverse ETL schedule: which configuration each strategy takes, and its bounds. */
export function checkSchedule(schedule: Fields): FieldProblem[] {
  const at = (message: string, path = "reverse_etl_schedule.config") => ({ path, message });
  const strategy = text(schedule.strategy);
  const config = schedule.config;
  if (strategy === "MANUAL") return config ? [at("A manual schedule takes no configuration.")] : [];
  const allowed = configKeys[strategy];
  if (!allowed)
    return [at(`Use one of ${Object.keys(configKeys).join(", ")}, MANUAL.`, "reverse_etl_schedule.strategy")];
  if (!isRecord(config)) return [at(`Give ${allowed.join(", ")}.`)];
  const unknown = Object.keys(config).filter((key) => !allowed.includes(key));
  return [
    ...unknown.map((key) => at(`“${key}” is not a setting of ${strategy}.`)),
    ...checkConfig(strategy, config).map((m) => at(m)),
  ];
}
