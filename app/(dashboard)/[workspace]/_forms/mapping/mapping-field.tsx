"use client";

import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { FieldContext } from "@/app/_ui/field-wiring";
import type { JsonValue } from "@/server/hcl/schema";
import { problemAt, useForm } from "../form-context";
import { sameJson } from "../model/json";
import { readMapping, writeMapping } from "./mapping-value";
import { ValueEditor } from "./value-editor";
import type { ValueHint } from "./value-hint";

interface MappingFieldProps {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly hint: ValueHint;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
}

/** One field of an action. Keeps how the value is being given while it still reads as something else, such as an empty list. */
export function MappingField({ path, label, help, required = false, hint, value, onChange }: MappingFieldProps) {
  const { problems } = useForm();
  const [draft, setDraft] = useState(() => readMapping(value));
  const current = sameJson(writeMapping(draft), value) ? draft : readMapping(value);
  return (
    <Field
      name={path}
      label={label}
      help={help || undefined}
      required={required}
      group
      error={problemAt(problems, path, true)}
    >
      <FieldContext value={null}>
        <ValueEditor
          path={path}
          label={label}
          value={current}
          hint={hint}
          onChange={(next) => {
            setDraft(next);
            onChange(writeMapping(next));
          }}
        />
      </FieldContext>
    </Field>
  );
}
