"use client";

import { useState } from "react";
import { NumberInput } from "@/app/_ui/number-input";
import { Select } from "@/app/_ui/select";
import { TextArea } from "@/app/_ui/text-area";
import { TextInput } from "@/app/_ui/text-input";
import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import type { ControlProps } from "../form-context";
import { asText } from "../model/json";
import { optionWords } from "../model/option-words";

type Props = ControlProps<JsonValue>;

export function TextControl({ value, onChange, field }: Props & { field: FormField }) {
  const { control } = field;
  const common = {
    value: asText(value),
    dir: "auto",
    onChange: (event: { target: { value: string } }) =>
      onChange(event.target.value === "" ? field.empty : event.target.value),
  };
  if (control.type === "multiline") return <TextArea {...common} rows={2} />;
  const look = control.type === "text" ? control : { mono: false, inputType: "text" as const };
  return <TextInput {...common} type={look.inputType} mono={look.mono} />;
}

/** A number as typed; what is none goes to the server as text, which says so at the field. */
export function NumberControl({ value, onChange, label, unit }: Props & { unit?: string }) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft !== null && sameNumber(numberOf(draft), value) ? draft : value === null ? "" : String(value);
  return (
    <NumberInput
      decimal
      unit={unit}
      aria-label={label}
      value={shown}
      onChange={(event) => {
        setDraft(event.target.value);
        onChange(numberOf(event.target.value));
      }}
    />
  );
}

const numberOf = (text: string): JsonValue => {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^-?\d+(\.\d+)?$/.test(trimmed) ? Number(trimmed) : trimmed;
};

const sameNumber = (a: JsonValue, b: JsonValue) => a === b;

/** Yes, no, or not set. */
export function YesNoControl({ value, onChange }: Props) {
  return (
    <Select
      className="max-w-60"
      value={value === null ? "unset" : value === true ? "yes" : "no"}
      onValueChange={(next) => onChange(next === "unset" ? null : next === "yes")}
      options={[
        { value: "unset", label: "Not set" },
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ]}
    />
  );
}

export function ChoiceControl({
  value,
  onChange,
  field,
  options,
}: Props & { field: FormField; options: readonly string[] }) {
  const choices = options.map((option) => ({ value: option, label: optionWords(option) }));
  const all = field.empty === null ? [{ value: "", label: "Not set" }, ...choices] : choices;
  return (
    <Select
      className="max-w-80"
      value={asText(value)}
      placeholder={field.empty === null ? undefined : "Choose"}
      onValueChange={(next) => onChange(next === "" ? field.empty : next)}
      options={all}
    />
  );
}
