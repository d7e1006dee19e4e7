"use client";

import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { Select } from "@/app/_ui/select";
import type { ActionField } from "@/server/domain/catalog/action-types";
import type { MappingAction } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import { Folded } from "../folded";
import { type ControlProps, useForm } from "../form-context";
import { asObject, asText, type JsonObject, withKey } from "../model/json";
import { holds, syncModeKey } from "../model/shown-if";
import { usefulHelp } from "../model/useful-help";
import { NewName } from "../new-name";
import { MappingField } from "./mapping-field";
import { anyValue, hintOf } from "./value-hint";

/** How an action's fields are filled. Fields that the catalog does not know are kept, and edited as any others. */
export function MappingControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const { form, values } = useForm();
  const settings = asObject(value);
  const fields = form.action?.fields ?? [];
  const [first] = useState(settings);
  const set = (key: string, next: JsonValue | undefined) => onChange(withKey(settings, key, next));
  const shown = fields.filter((field) => isShown(field, settings));
  const main = shown.filter((field) => isMain(field, first, settings));
  const more = shown.filter((field) => !main.includes(field));
  const known = new Set(fields.map((field) => field.fieldKey));
  const syncMode = form.action?.syncMode ?? null;
  const extra = Object.keys(settings).filter((key) => !known.has(key) && !(key === syncModeKey && syncMode));
  const field = (each: ActionField) => (
    <MappingField
      key={each.fieldKey}
      path={`${path}.${each.fieldKey}`}
      label={each.label}
      help={usefulHelp(each.description)}
      required={each.required || (each.requiredIf !== undefined && holds(each.requiredIf, settings))}
      hint={hintOf(each)}
      value={settings[each.fieldKey]}
      onChange={(next) => set(each.fieldKey, next)}
    />
  );
  return (
    <div className="mt-2 space-y-5">
      {syncMode && (syncModeKey in settings || asText(values.model_id) !== "") ? (
        <SyncMode
          path={path}
          syncMode={syncMode}
          value={settings[syncModeKey]}
          onChange={(next) => set(syncModeKey, next)}
        />
      ) : null}
      {form.action ? null : (
        <p className="text-ink-muted">The catalog does not know this action. What is stored is shown and kept.</p>
      )}
      {main.map(field)}
      {more.length > 0 ? <Folded summary={`More fields (${more.length})`}>{more.map(field)}</Folded> : null}
      {extra.length > 0 && form.action ? <h3 className="font-medium">Other settings</h3> : null}
      {extra.map((key) => (
        <MappingField
          key={key}
          path={`${path}.${key}`}
          label={key}
          hint={anyValue}
          value={settings[key]}
          onChange={(next) => set(key, next)}
        />
      ))}
      <Folded summary="Add another field">
        <NewName
          label="Key of the field"
          placeholder="Key"
          action="Add field"
          taken={(key) => known.has(key) || Object.hasOwn(settings, key)}
          onAdd={(key) => set(key, "")}
        />
      </Folded>
    </div>
  );
}

/** Hidden fields and those that conditions hide show only when they hold something. */
const isShown = (field: ActionField, settings: JsonObject) =>
  Object.hasOwn(settings, field.fieldKey) || (!field.hidden && holds(field.shownIf, settings));

/** What was set when the form opened stays where it was, also while it is emptied. */
const isMain = (field: ActionField, first: JsonObject, settings: JsonObject) =>
  !field.hidden &&
  (field.required ||
    Object.hasOwn(first, field.fieldKey) ||
    (field.requiredIf !== undefined && holds(field.requiredIf, settings)));

interface SyncModeProps {
  readonly path: string;
  readonly syncMode: NonNullable<MappingAction["syncMode"]>;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue) => void;
}

function SyncMode({ path, syncMode, value, onChange }: SyncModeProps) {
  return (
    <Field name={`${path}.${syncModeKey}`} label={syncMode.label} required>
      <Select
        className="max-w-80"
        placeholder="Choose"
        value={asText(value)}
        onValueChange={onChange}
        options={syncMode.choices.map((choice) => ({ value: String(choice.value), label: choice.label }))}
      />
    </Field>
  );
}
