"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FieldContext } from "@/app/_ui/field-wiring";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonValue } from "@/server/hcl/schema";
import { NumberControl } from "../controls/basic-controls";
import { type ControlProps, problemAt, useForm } from "../form-context";
import { asList, asObject, asText, type JsonObject, withKey } from "../model/json";
import { optionWords } from "../model/option-words";
import { useRows } from "../use-rows";
import { FilterFields } from "./filter-fields";

const types = ["DROP", "SAMPLE", "DROP_PROPERTIES", "ALLOW_PROPERTIES"];

const newAction = (type: string): JsonObject => ({
  type,
  fields: null,
  percent: type === "SAMPLE" ? 0.1 : null,
  path: null,
});

/** What a filter does with the events that match: each type of action has its own settings. */
export function FilterActionsControl({ path, value, onChange }: ControlProps<JsonValue>) {
  const { problems } = useForm();
  const rows = useRows(asList(value).map(asObject), onChange);
  return (
    <div className="mt-2 space-y-3">
      {rows.keyed.map(({ key, row, index }) => {
        const at = `${path}.${index}`;
        return (
          <div key={key} className="space-y-3 rounded-md border border-line bg-surface p-3">
            <div className="flex items-end gap-2">
              <div className="min-w-0 grow">
                <Field
                  name={`${at}.type`}
                  label={`Action ${index + 1}`}
                  required
                  error={problemAt(problems, `${at}.type`) ?? problemAt(problems, at)}
                >
                  <Select
                    className="max-w-80"
                    value={asText(row.type)}
                    onValueChange={(next) => rows.edit(index, newAction(next))}
                    options={types.map((type) => ({ value: type, label: optionWords(type) }))}
                  />
                </Field>
              </div>
              <IconButton
                label={`Remove action ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => rows.remove(index)}
              />
            </div>
            <ActionSettings path={at} action={row} onChange={(next) => rows.edit(index, next)} />
          </div>
        );
      })}
      <FieldContext value={null}>
        <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => rows.add(newAction("DROP"))}>
          Add action
        </Button>
      </FieldContext>
    </div>
  );
}

interface ActionSettingsProps {
  readonly path: string;
  readonly action: JsonObject;
  readonly onChange: (action: JsonObject) => void;
}

function ActionSettings({ path, action, onChange }: ActionSettingsProps) {
  const { problems } = useForm();
  const set = (key: string, next: JsonValue) => onChange(withKey(action, key, next));
  switch (asText(action.type)) {
    case "SAMPLE":
      return (
        <>
          <Field
            name={`${path}.percent`}
            label="Share to keep"
            help="From 0 to 1: 0.1 keeps a tenth of the events."
            required
            error={problemAt(problems, `${path}.percent`)}
          >
            <NumberControl
              path={`${path}.percent`}
              label="Share to keep"
              value={action.percent ?? null}
              onChange={(next) => set("percent", next)}
            />
          </Field>
          <Field
            name={`${path}.path`}
            label="By the value of"
            help="Events with the same value here are all kept or all dropped, such as those of one userId."
            error={problemAt(problems, `${path}.path`)}
          >
            <TextInput
              mono
              className="max-w-80"
              value={asText(action.path)}
              onChange={(event) => set("path", event.target.value === "" ? null : event.target.value)}
            />
          </Field>
        </>
      );
    case "DROP_PROPERTIES":
    case "ALLOW_PROPERTIES":
      return (
        <Field
          name={`${path}.fields`}
          label="Properties"
          required
          group
          error={problemAt(problems, `${path}.fields`, true)}
        >
          <FilterFields
            path={`${path}.fields`}
            label="Properties"
            value={action.fields ?? null}
            onChange={(next) => set("fields", next)}
          />
        </Field>
      );
    default:
      return null;
  }
}
