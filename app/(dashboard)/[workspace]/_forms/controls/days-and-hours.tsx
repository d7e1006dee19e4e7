"use client";

import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import type { JsonValue } from "@/server/hcl/schema";
import { asList } from "../model/json";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`);

interface DaysAndHoursProps {
  readonly path: string;
  readonly days: JsonValue | undefined;
  readonly hours: JsonValue | undefined;
  readonly onChange: (key: "days" | "hours", numbers: readonly number[]) => void;
}

/** Weekdays, and full hours of each of them. */
export function DaysAndHours(props: DaysAndHoursProps) {
  const { path, onChange } = props;
  return (
    <>
      <Numbers
        path={`${path}.days`}
        label="Days"
        names={days}
        value={props.days}
        onChange={(next) => onChange("days", next)}
      />
      <Numbers
        path={`${path}.hours`}
        label="Hours"
        names={hours}
        value={props.hours}
        onChange={(next) => onChange("hours", next)}
      />
    </>
  );
}

interface NumbersProps {
  readonly path: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly value: JsonValue | undefined;
  readonly onChange: (numbers: readonly number[]) => void;
}

function Numbers({ path, label, names, value, onChange }: NumbersProps) {
  const chosen = asList(value).filter((item): item is number => typeof item === "number");
  const toggle = (number: number) =>
    onChange(
      chosen.includes(number) ? chosen.filter((each) => each !== number) : [...chosen, number].sort((a, b) => a - b),
    );
  return (
    <Field name={path} label={label} required group>
      <div className="grid grid-cols-3 gap-x-4 gap-y-1 sm:grid-cols-4 lg:grid-cols-6">
        {names.map((name, number) => (
          <Checkbox key={name} label={name} checked={chosen.includes(number)} onChange={() => toggle(number)} />
        ))}
      </div>
    </Field>
  );
}
