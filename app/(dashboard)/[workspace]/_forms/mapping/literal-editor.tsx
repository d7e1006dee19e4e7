"use client";

import { Select } from "@/app/_ui/select";
import { TextArea } from "@/app/_ui/text-area";
import { TextInput } from "@/app/_ui/text-input";
import { NumberControl } from "../controls/basic-controls";
import { sameJson } from "../model/json";
import type { MappingValue } from "./mapping-value";
import type { ValueHint } from "./value-hint";

type Literal = string | number | boolean;

interface LiteralEditorProps {
  readonly label: string;
  readonly value: Literal;
  readonly hint: ValueHint;
  readonly onChange: (value: MappingValue) => void;
}

/** A fixed value, by the type that the field has; a stored value of another type keeps its own. */
export function LiteralEditor({ label, value, hint, onChange }: LiteralEditorProps) {
  const set = (next: Literal) => onChange({ kind: "literal", value: next });
  if (hint.choices.length > 0) return <ChoiceLiteral label={label} value={value} hint={hint} set={set} />;
  if (typeof value === "boolean") {
    return (
      <Select
        className="max-w-40"
        label={label}
        value={String(value)}
        onValueChange={(next) => set(next === "true")}
        options={[
          { value: "true", label: "true" },
          { value: "false", label: "false" },
        ]}
      />
    );
  }
  if (typeof value === "number" || hint.type === "NUMBER" || hint.type === "INTEGER") {
    return (
      <NumberControl
        path=""
        label={label}
        value={value}
        onChange={(next) => set(typeof next === "number" || typeof next === "string" ? next : "")}
      />
    );
  }
  const input = {
    "aria-label": label,
    dir: "auto",
    placeholder: hint.placeholder,
    value,
    onChange: (event: { target: { value: string } }) => set(event.target.value),
  };
  return hint.type === "TEXT" || value.includes("\n") ? <TextArea {...input} rows={2} /> : <TextInput {...input} />;
}

interface ChoiceProps extends Omit<LiteralEditorProps, "onChange"> {
  readonly set: (value: Literal) => void;
}

/** Choices are kept by their place, for they are not always texts; a value that is none of them stays. */
function ChoiceLiteral({ label, value, hint, set }: ChoiceProps) {
  const at = hint.choices.findIndex((choice) => sameJson(choice.value, value));
  return (
    <Select
      className="max-w-80"
      label={label}
      value={at < 0 ? "stored" : String(at)}
      onValueChange={(next) => {
        const chosen = hint.choices[Number(next)]?.value;
        if (typeof chosen === "string" || typeof chosen === "number" || typeof chosen === "boolean") set(chosen);
      }}
      options={[
        ...hint.choices.map((choice, index) => ({ value: String(index), label: choice.label || String(choice.value) })),
        ...(at < 0 ? [{ value: "stored", label: String(value) || "Empty text" }] : []),
      ]}
    />
  );
}
