"use client";

import { useState } from "react";
import { Select } from "@/app/_ui/select";
import type { SettingControl, SettingField } from "@/server/domain/catalog/settings-of";
import type { JsonValue } from "@/server/hcl/schema";
import { Folded } from "../folded";
import { NewName } from "../new-name";

const kinds: readonly { value: SettingControl; label: string; first: JsonValue | undefined }[] = [
  { value: "text", label: "Text", first: "" },
  { value: "secret", label: "Secret", first: undefined },
  { value: "number", label: "Number", first: undefined },
  { value: "boolean", label: "Yes or no", first: false },
  { value: "list", label: "List", first: [] },
  { value: "map", label: "Keys and values", first: {} },
  { value: "json", label: "JSON", first: undefined },
];

const extraField = (name: string, control: SettingControl): SettingField => ({
  name,
  label: name,
  description: "",
  control,
  required: false,
  secret: control === "secret",
  default: null,
  choices: [],
  internal: false,
  known: false,
  sure: false,
});

interface AddSettingProps {
  readonly taken: (name: string) => boolean;
  readonly onAdd: (field: SettingField, first: JsonValue | undefined) => void;
}

/** Adds a setting that the catalog does not know: products have more settings than any catalog. */
export function AddSetting({ taken, onAdd }: AddSettingProps) {
  const [control, setControl] = useState<SettingControl>("text");
  const first = kinds.find((kind) => kind.value === control)?.first;
  return (
    <Folded summary="Add another setting">
      <NewName
        label="Name of the setting"
        placeholder="Name"
        action="Add setting"
        taken={taken}
        onAdd={(name) => onAdd(extraField(name, control), first)}
      >
        <Select
          label="What it holds"
          value={control}
          options={kinds}
          onValueChange={(next) => setControl(next as SettingControl)}
        />
      </NewName>
    </Folded>
  );
}
