"use client";

import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonValue } from "@/server/hcl/schema";
import type { ControlProps } from "../form-context";
import { asObject, asText, isObject, type JsonObject, withKey } from "../model/json";
import { optionWords } from "../model/option-words";
import { DaysAndHours } from "./days-and-hours";
import { TimeZoneInput } from "./time-zone-input";

const strategies = ["PERIODIC", "SPECIFIC_DAYS", "CRON", "DBT_CLOUD", "MANUAL"];
const intervals = ["15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"];

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const firstConfig: { readonly [strategy: string]: () => JsonValue } = {
  PERIODIC: () => ({ interval: "1h" }),
  SPECIFIC_DAYS: () => ({ days: [1, 2, 3, 4, 5], hours: [6], timezone: zone() }),
  CRON: () => ({ spec: "0 6 * * *", timezone: zone() }),
  DBT_CLOUD: () => ({ jobId: "", accountId: "" }),
  MANUAL: () => null,
};

/** When a Reverse ETL mapping runs: one of five strategies, each with its own configuration. */
export function ScheduleControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const strategy = asText(asObject(value).strategy);
  const choose = (next: string) =>
    onChange(next === "" ? null : { strategy: next, config: firstConfig[next]?.() ?? null });
  return (
    <div className="mt-2 space-y-4">
      <Field name={`${path}.strategy`} label="Runs" required>
        <Select
          className="max-w-80"
          value={strategy}
          onValueChange={choose}
          options={[
            { value: "", label: "Not on rows of a model" },
            ...strategies.map((each) => ({ value: each, label: optionWords(each) })),
          ]}
        />
      </Field>
      {isObject(value) ? (
        <Config
          path={`${path}.config`}
          strategy={strategy}
          config={asObject(value.config)}
          onChange={(config) => onChange(withKey(value, "config", config))}
        />
      ) : null}
    </div>
  );
}

interface ConfigProps {
  readonly path: string;
  readonly strategy: string;
  readonly config: JsonObject;
  readonly onChange: (config: JsonObject) => void;
}

function Config({ path, strategy, config, onChange }: ConfigProps) {
  const set = (key: string, next: JsonValue) => onChange(withKey(config, key, next));
  const text = (key: string, label: string, help: string) => (
    <Field name={`${path}.${key}`} label={label} help={help} required>
      <TextInput
        mono
        className="max-w-80"
        value={asText(config[key])}
        onChange={(event) => set(key, event.target.value)}
      />
    </Field>
  );
  const timeZone = (
    <TimeZoneInput
      name={`${path}.timezone`}
      value={asText(config.timezone)}
      onChange={(next) => set("timezone", next)}
    />
  );
  switch (strategy) {
    case "PERIODIC":
      return <Interval path={path} value={asText(config.interval)} onChange={(next) => set("interval", next)} />;
    case "SPECIFIC_DAYS":
      return (
        <>
          <DaysAndHours path={path} days={config.days} hours={config.hours} onChange={set} />
          {timeZone}
        </>
      );
    case "CRON":
      return (
        <>
          {text(
            "spec",
            "Cron expression",
            "Minute, hour, day of the month, month, day of the week; at least 15 minutes apart.",
          )}
          {timeZone}
        </>
      );
    case "DBT_CLOUD":
      return (
        <>
          {text("jobId", "dbt Cloud job id", "The mapping runs each time that this job has succeeded.")}
          {text("accountId", "dbt Cloud account id", "The number in the address of your dbt Cloud account.")}
        </>
      );
    default:
      return null;
  }
}

function Interval({ path, value, onChange }: { path: string; value: string; onChange: (next: string) => void }) {
  const listed = intervals.includes(value);
  return (
    <>
      <Field name={`${path}.choice`} label="Every" required>
        <Select
          className="max-w-80"
          value={listed ? value : "other"}
          onValueChange={(next) => onChange(next === "other" ? "" : next)}
          options={[
            ...intervals.map((each) => ({ value: each, label: each })),
            { value: "other", label: "Another interval" },
          ]}
        />
      </Field>
      {listed ? null : (
        <Field name={`${path}.interval`} label="Interval" help="From 15m to below 168h, such as 90m or 1h30m." required>
          <TextInput mono className="max-w-80" value={value} onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </>
  );
}
