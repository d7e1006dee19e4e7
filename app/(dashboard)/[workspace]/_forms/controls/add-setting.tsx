"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { SettingControl, SettingField } from "@/server/domain/catalog/settings-of";
import type { JsonValue } from "@/server/hcl/schema";

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
  const [name, setName] = useState("");
  const [control, setControl] = useState<SettingControl>("text");
  const trimmed = name.trim();
  const repeated = taken(trimmed);
  const add = () => {
    onAdd(extraField(trimmed, control), kinds.find((kind) => kind.value === control)?.first);
    setName("");
  };
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="cursor-default font-medium">Add another setting</summary>
      <FieldContext value={null}>
        <div className="mt-2 flex flex-wrap items-center gap-2">
          <TextInput
            mono
            className="max-w-60"
            aria-label="Name of the setting"
            placeholder="Name"
            value={name}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
          <Select
            label="What it holds"
            value={control}
            options={kinds}
            onValueChange={(next) => setControl(next as SettingControl)}
          />
          <Button icon={<Plus aria-hidden className="size-4" />} disabled={trimmed === "" || repeated} onClick={add}>
            Add setting
          </Button>
        </div>
        {repeated && trimmed !== "" ? <p className="mt-1 text-sm text-danger">“{trimmed}” is there already.</p> : null}
      </FieldContext>
    </details>
  );
}
