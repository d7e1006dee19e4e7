"use client";

import { useState } from "react";
import type { SettingField } from "@/server/domain/catalog/settings-of";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, useForm } from "../form-context";
import { asObject, withKey } from "../model/json";
import { holds } from "../model/shown-if";
import { AddSetting } from "./add-setting";
import { SettingInput } from "./setting-input";

/** The settings that the type takes, and below them what is stored beyond those. */
export function SettingsControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const { form } = useForm();
  const [added, setAdded] = useState<readonly SettingField[]>([]);
  const settings = asObject(value);
  const shown = [...(form.settings ?? []), ...added].filter((field) => isShown(field, settings));
  const input = (field: SettingField) => (
    <SettingInput
      key={field.name}
      field={field}
      path={`${path}.${field.name}`}
      value={settings[field.name]}
      stored={asObject(form.values.settings)[field.name]}
      onChange={(next) => onChange(withKey(settings, field.name, next))}
    />
  );
  const extra = shown.filter((field) => !field.known);
  return (
    <div className="mt-2 space-y-4">
      {shown.filter((field) => field.known).map(input)}
      {shown.length === 0 ? <p className="text-ink-muted">This type has no settings that are known.</p> : null}
      {extra.length > 0 ? (
        <>
          <h3 className="font-semibold">Other settings</h3>
          <p className="text-sm text-ink-muted">Not in the catalog. They are kept as they are until you change them.</p>
          {extra.map(input)}
        </>
      ) : null}
      <AddSetting
        taken={(name) => Object.hasOwn(settings, name) || shown.some((field) => field.name === name)}
        onAdd={(field, first) => {
          setAdded([...added, field]);
          if (first !== undefined) onChange(withKey(settings, field.name, first));
        }}
      />
    </div>
  );
}

/** Settings that other settings hide stay in the form's value; those that the product writes itself show when they are set. */
function isShown(field: SettingField, settings: { readonly [name: string]: JsonValue }): boolean {
  if (field.internal) return Object.hasOwn(settings, field.name);
  return holds(field.shownIf, settings) || Object.hasOwn(settings, field.name);
}
