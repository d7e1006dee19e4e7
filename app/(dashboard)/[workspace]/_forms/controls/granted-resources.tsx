"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { FieldContext } from "@/app/_ui/field-wiring";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import type { KindName } from "@/server/core/kinds/types";
import type { JsonValue } from "@/server/hcl/schema";
import { type ControlProps, problemAt, useForm } from "../form-context";
import { asList, asObject, asText, type JsonObject, withKey } from "../model/json";
import { useRows } from "../use-rows";
import { LabelsControl } from "./labels-control";
import { ReferenceControl } from "./reference-control";

const kinds: { readonly [type: string]: KindName } = { SOURCE: "source", WAREHOUSE: "warehouse", FUNCTION: "function" };

const types = [
  { value: "WORKSPACE", label: "The whole workspace" },
  { value: "SOURCE", label: "One source" },
  { value: "WAREHOUSE", label: "One warehouse" },
  { value: "FUNCTION", label: "One function" },
  { value: "SPACE", label: "One space" },
];

/** What a role reaches: the workspace, or single resources; labels narrow it further. */
export function GrantedResources({
  path,
  label,
  value,
  onChange,
  everywhere,
}: ControlProps<JsonValue> & { everywhere: JsonObject }) {
  const rows = useRows(asList(value).map(asObject), onChange);
  return (
    <div className="space-y-2">
      {rows.keyed.map(({ key, row, index }) => (
        <div key={key} className="flex items-start gap-2 border-l border-line pl-3">
          <Grant
            path={`${path}.${index}`}
            row={row}
            everywhere={everywhere}
            onChange={(next) => rows.edit(index, next)}
          />
          <IconButton
            label={`Remove what ${label} reaches, ${index + 1}`}
            icon={<Trash2 aria-hidden />}
            onClick={() => rows.remove(index)}
          />
        </div>
      ))}
      {rows.keyed.length === 0 ? <p className="text-sm text-ink-muted">This role reaches nothing yet.</p> : null}
      <FieldContext value={null}>
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus aria-hidden className="size-4" />}
          onClick={() => rows.add(everywhere)}
        >
          Add what it reaches
        </Button>
      </FieldContext>
    </div>
  );
}

interface GrantProps {
  readonly path: string;
  readonly row: JsonObject;
  readonly everywhere: JsonObject;
  readonly onChange: (row: JsonObject) => void;
}

function Grant({ path, row, everywhere, onChange }: GrantProps) {
  const { problems } = useForm();
  const type = asText(row.type);
  const kind = kinds[type];
  const id = {
    path: `${path}.id`,
    label: "Which",
    value: row.id ?? "",
    onChange: (next: JsonValue) => onChange(withKey(row, "id", next)),
  };
  const choose = (next: string) =>
    onChange({ ...row, type: next, id: next === "WORKSPACE" ? (everywhere.id ?? "") : "" });
  return (
    <div className="grid min-w-0 grow gap-2 sm:grid-cols-2">
      <Field
        name={`${path}.type`}
        label="Reaches"
        required
        error={problemAt(problems, `${path}.type`) ?? problemAt(problems, path)}
      >
        <Select value={type} onValueChange={choose} options={types} />
      </Field>
      {type === "WORKSPACE" ? null : (
        <Field name={id.path} label="Which" required error={problemAt(problems, id.path)}>
          {kind ? (
            <ReferenceControl {...id} kinds={[kind]} empty="" anyFunction />
          ) : (
            <TextInput
              mono
              placeholder="Id of the space"
              value={asText(row.id)}
              onChange={(event) => id.onChange(event.target.value)}
            />
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field name={`${path}.labels`} label="Only with the labels" group>
          <LabelsControl
            path={`${path}.labels`}
            label="labels"
            value={row.labels ?? []}
            onChange={(next) => onChange(withKey(row, "labels", next))}
          />
        </Field>
      </div>
    </div>
  );
}
