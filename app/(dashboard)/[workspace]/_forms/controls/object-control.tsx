"use client";

import type { ComponentType } from "react";
import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import type { FieldControlProps } from "../field-control";
import type { ControlProps } from "../form-context";
import { asObject, withKey } from "../model/json";

/** Fields of an object that belongs to the resource; without any value it is left out. */
export function ObjectControl({
  path,
  value,
  onChange,
  fields,
  each: Each,
}: ControlProps<JsonValue> & { fields: readonly FormField[]; each: ComponentType<FieldControlProps> }) {
  const object = asObject(value);
  return (
    <div className="mt-2 space-y-4 border-l border-line pl-4">
      {fields.map((field) => (
        <Each
          key={field.name}
          field={field}
          path={`${path}.${field.name}`}
          value={object[field.name] ?? null}
          onChange={(next) => {
            const changed = withKey(object, field.name, next);
            onChange(Object.values(changed).every((each) => each === null) ? null : changed);
          }}
        />
      ))}
    </div>
  );
}
