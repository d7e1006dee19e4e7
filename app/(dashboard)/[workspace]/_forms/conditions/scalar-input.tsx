"use client";

import { useId, useState } from "react";
import { NumberInput } from "@/app/_ui/number-input";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { Scalar } from "@/server/core/fql/condition";

const eventTypes = ["track", "identify", "page", "screen", "group", "alias"];

interface ScalarInputProps {
  readonly label: string;
  /** The field is the event's type, which has few values. */
  readonly isType: boolean;
  readonly value: Scalar;
  readonly onChange: (value: Scalar) => void;
}

/** One value of a condition, by its type. */
export function ScalarInput({ label, isType, value, onChange }: ScalarInputProps) {
  const list = useId();
  const [draft, setDraft] = useState<string | null>(null);
  if (typeof value === "boolean") {
    return (
      <Select
        label={label}
        value={String(value)}
        onValueChange={(next) => onChange(next === "true")}
        options={[
          { value: "true", label: "true" },
          { value: "false", label: "false" },
        ]}
      />
    );
  }
  if (typeof value === "number") {
    const shown = draft !== null && Number(draft) === value ? draft : String(value);
    return (
      <NumberInput
        decimal
        aria-label={label}
        value={shown}
        onChange={(event) => {
          const text = event.target.value.trim();
          if (!/^-?\d{0,15}(\.\d{0,9})?$/.test(text)) return;
          setDraft(text);
          onChange(Number(text) || 0);
        }}
      />
    );
  }
  return (
    <>
      <TextInput
        className="min-w-36 flex-1 basis-40"
        dir="auto"
        aria-label={label}
        list={isType ? list : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {isType ? (
        <datalist id={list}>
          {eventTypes.map((type) => (
            <option key={type} value={type} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}
