"use client";

import { useId } from "react";
import { TextInput } from "@/app/_ui/text-input";
import { pathFromInput } from "./mapping-value";

const variables = [
  "$.event",
  "$.userId",
  "$.anonymousId",
  "$.messageId",
  "$.timestamp",
  "$.receivedAt",
  "$.type",
  "$.name",
  "$.groupId",
  "$.properties",
  "$.properties.",
  "$.traits",
  "$.traits.email",
  "$.traits.phone",
  "$.context.traits.email",
  "$.context.ip",
  "$.context.locale",
  "$.context.page.url",
  "$.context.page.path",
  "$.context.userAgent",
  "$.context.device.id",
  "$.__segment_id",
];

/** Where in the event a value stands. Columns of a model are `$.properties.<COLUMN>`. */
export function PathInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (path: string) => void;
}) {
  const list = useId();
  return (
    <>
      <TextInput
        mono
        aria-label={label}
        placeholder="$.properties.…"
        list={list}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onBlur={() => pathFromInput(value) !== value && onChange(pathFromInput(value))}
      />
      <datalist id={list}>
        {variables.map((variable) => (
          <option key={variable} value={variable} />
        ))}
      </datalist>
    </>
  );
}
