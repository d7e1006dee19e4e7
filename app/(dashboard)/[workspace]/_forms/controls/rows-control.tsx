"use client";

import { Plus, Trash2 } from "lucide-react";
import type { ComponentType } from "react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { IconButton } from "@/app/_ui/icon-button";
import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import type { FieldControlProps } from "../field-control";
import { type ControlProps, problemAt, useForm } from "../form-context";
import { asList, asObject, asText, type JsonObject, withKey } from "../model/json";
import { useRows } from "../use-rows";

const newRow = (fields: readonly FormField[]): JsonObject =>
  Object.fromEntries(
    fields.map(({ name, initial, control, empty }) => {
      if (initial !== null) return [name, initial];
      if (control.type === "boolean") return [name, false];
      return [name, control.type === "list" ? [] : empty];
    }),
  );

/** Several entries of the same shape, each in a box of its own. */
export function RowsControl({
  path,
  label,
  value,
  onChange,
  fields,
  each: Each,
}: ControlProps<JsonValue> & { fields: readonly FormField[]; each: ComponentType<FieldControlProps> }) {
  const { problems } = useForm();
  const rows = useRows(asList(value).map(asObject), onChange);
  const one = label
    .replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())
    .replace(/s$/, "")
    .replace(/ie$/, "y");
  return (
    <div className="space-y-3">
      {rows.keyed.map(({ key, row, index }) => {
        const name = asText(row[fields[0]?.name ?? ""]) || `${one} ${index + 1}`;
        const problem = problemAt(problems, `${path}.${index}`);
        return (
          <div key={key} className="flex items-start gap-2 rounded-md border border-line bg-surface p-3">
            <div className="grid min-w-0 grow gap-3 sm:grid-cols-2">
              {fields.map((field) => (
                <Each
                  key={field.name}
                  field={field}
                  path={`${path}.${index}.${field.name}`}
                  value={row[field.name] ?? null}
                  onChange={(next) => rows.edit(index, withKey(row, field.name, next))}
                />
              ))}
              {problem ? <p className="text-sm text-danger sm:col-span-2">{problem}</p> : null}
            </div>
            <IconButton label={`Remove ${name}`} icon={<Trash2 aria-hidden />} onClick={() => rows.remove(index)} />
          </div>
        );
      })}
      <FieldContext value={null}>
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => rows.add(newRow(fields))}>
          Add {one}
        </Button>
      </FieldContext>
    </div>
  );
}
