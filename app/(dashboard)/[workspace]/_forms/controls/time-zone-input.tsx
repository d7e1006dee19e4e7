"use client";

import { useId, useState } from "react";
import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";

interface TimeZoneInputProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (zone: string) => void;
}

/**
 * A time zone by its IANA name, with the browser's own list to complete it. The list is made on focus: the server's is
 * another one, and four hundred names need not travel with the page.
 */
export function TimeZoneInput({ name, value, onChange }: TimeZoneInputProps) {
  const list = useId();
  const [zones, setZones] = useState<readonly string[]>([]);
  return (
    <Field name={name} label="Time zone" help="An IANA name, such as Europe/Berlin." required>
      <TextInput
        mono
        className="max-w-80"
        list={list}
        value={value}
        onFocus={() => setZones(Intl.supportedValuesOf("timeZone"))}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </Field>
  );
}
