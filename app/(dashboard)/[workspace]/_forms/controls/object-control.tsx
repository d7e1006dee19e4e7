"use client";

import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import { FieldControl } from "../field-control";
import type { ControlProps } from "../form-context";
import { asObject, withKey } from "../model/json";

/** Fields of an object that belongs to the resource; without any value it is left out. */
export function ObjectControl({
  path,
  value,
  onChange,
  fields,
}: ControlProps<JsonValue> & { fields: readonly FormField[] }) {
  const object = asObject(value);
  return (
    <div className="mt-2 space-y-4 border-l border-line pl-4">
      {fields.map((field) => (
        <FieldControl
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
