import { isRecord, items, text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

const dayNames = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const numbers = (value: JsonValue | undefined) => items(value).filter((one) => typeof one === "number");

/** A Reverse ETL schedule in a sentence: "Every 1h", "Monday, Friday at 6:00, 18:00 (Europe/Berlin)". */
export function scheduleWords(schedule: { readonly [key: string]: JsonValue }): string {
  const config = isRecord(schedule.config) ? schedule.config : {};
  const zone = text(config.timezone) ? ` (${text(config.timezone)})` : "";
  switch (text(schedule.strategy)) {
    case "PERIODIC":
      return `Every ${text(config.interval)}`;
    case "SPECIFIC_DAYS": {
      const days = numbers(config.days).map((day) => dayNames[day] ?? String(day));
      const hours = numbers(config.hours).map((hour) => `${hour}:00`);
      return `${days.length === 7 ? "Every day" : days.join(", ")} at ${hours.join(", ")}${zone}`;
    }
    case "CRON":
      return `Cron ${text(config.spec)}${zone}`;
    case "DBT_CLOUD":
      return `After dbt Cloud job ${text(config.jobId)} of account ${text(config.accountId)}`;
    case "MANUAL":
      return "Only when started by hand";
    default:
      return text(schedule.strategy);
  }
}
