"use client";

import { useState } from "react";
import type { Option } from "@/app/_ui/option";
import type { KindName } from "@/server/core/kinds/types";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, useForm } from "../form-context";
import { asText } from "../model/json";
import { titleOf } from "../model/title-of";
import { ResourcePicker } from "./resource-picker";

const insertFunction = /^ifn[ds]_/;

interface ReferenceControlProps extends ControlProps<JsonValue> {
  readonly kinds: readonly KindName[];
  /** What is left when the choice is cleared. */
  readonly empty: "" | null;
  /** Functions of every type, by their full id; otherwise insert functions only. */
  readonly anyFunction?: boolean;
}

/** The id of another resource, chosen by its name. */
export function ReferenceControl({ value, onChange, kinds, empty, anyFunction = false }: ReferenceControlProps) {
  const { form } = useForm();
  const [chosen, setChosen] = useState<Option | null>(null);
  const id = asText(value);
  const stored = id === "" ? null : { value: id, label: titleOf(form.titles, kinds, id) ?? id };
  return (
    <ResourcePicker
      kinds={kinds}
      value={chosen?.value === id ? chosen : stored}
      idShape={kinds[0] === "function" && !anyFunction ? insertFunction : undefined}
      onChoose={(option) => {
        // Instances name their function without `ifnd_`, as Git Sync writes it.
        const next = option && !anyFunction ? { ...option, value: option.value.replace(/^ifnd_/, "") } : option;
        setChosen(next);
        onChange(next?.value ?? empty);
      }}
    />
  );
}
