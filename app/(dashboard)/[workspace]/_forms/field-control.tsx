"use client";

import { Field } from "@/app/_ui/field";
import { fieldId } from "@/app/_ui/field-id";
import { Switch } from "@/app/_ui/switch";
import type { FormField } from "@/server/domain/resource-forms/types";
import type { JsonValue } from "@/server/hcl/schema";
import { ChoiceControl, NumberControl, TextControl, YesNoControl } from "./controls/basic-controls";
import { FixedField } from "./controls/fixed-field";
import { problemAt, useForm } from "./form-context";
import { FormSection } from "./form-section";
import * as later from "./later-controls";
import { LaterJsonControl } from "./later-json-control";
import { asText } from "./model/json";

export interface FieldControlProps {
  readonly field: FormField;
  readonly path: string;
  readonly value: JsonValue;
  readonly onChange: (value: JsonValue) => void;
}

/** These hold fields and problems of their own, so they stand in a section. */
const sections = new Set([
  "object",
  "rows",
  "settings",
  "mapping",
  "permissions",
  "schedule",
  "rules",
  "filter-actions",
]);
export const isSection = (field: FormField): boolean => sections.has(field.control.type);

const grouped = new Set(["fql", "labels"]);

/** One field of a form: label, help, the control that its description asks for, and what is wrong with it. */
export function FieldControl(props: FieldControlProps) {
  const { field, path, value, onChange } = props;
  const { problems, fixed, values } = useForm();
  const { control } = field;
  if (control.type === "chosen") return null;
  if (fixed.has(path)) return <FixedField field={field} value={value} />;
  if (control.type === "boolean" && !control.unset) {
    const on = value === true;
    return (
      <Switch id={fieldId(path)} label={field.label} help={field.help} checked={on} onChange={() => onChange(!on)} />
    );
  }
  if (isSection(field)) {
    // Only rows of a model run on a schedule.
    if (control.type === "schedule" && value === null && !values.model_id) return null;
    const error = problemAt(problems, path, control.type === "schedule");
    return (
      <FormSection name={path} label={field.label} help={field.help} error={error}>
        <Control {...props} />
      </FormSection>
    );
  }
  return (
    <Field
      name={path}
      label={field.label}
      help={field.help ?? undefined}
      required={field.required}
      group={grouped.has(control.type) && !(control.type === "fql" && control.purpose === "value")}
      error={problemAt(problems, path, true)}
    >
      <Control {...props} />
    </Field>
  );
}

function Control({ field, path, value, onChange }: FieldControlProps) {
  const { control, label } = field;
  const given = { path, label, value, onChange };
  switch (control.type) {
    case "text":
    case "multiline":
      return <TextControl {...given} field={field} />;
    case "number":
      return <NumberControl {...given} />;
    case "boolean":
      return <YesNoControl {...given} />;
    case "choice":
      return <ChoiceControl {...given} field={field} options={control.options} />;
    case "code":
      return (
        <later.CodeEditor language={control.language} value={asText(value)} onValueChange={onChange} height="24rem" />
      );
    case "fql":
      return <later.ConditionControl {...given} purpose={control.purpose} />;
    case "reference":
      return <later.ReferenceControl {...given} kinds={control.kinds} empty={field.empty} />;
    case "catalog":
      return <later.CatalogControl {...given} catalog={control.catalog} />;
    case "list":
      return <later.ListControl {...given} suggests={control.suggests} />;
    case "json":
      return <LaterJsonControl {...given} />;
    case "object":
      return <later.ObjectControl {...given} fields={control.fields} each={FieldControl} />;
    case "rows":
      return <later.RowsControl {...given} fields={control.fields} each={FieldControl} />;
    case "labels":
      return <later.LabelsControl {...given} />;
    case "settings":
      return <later.SettingsControl {...given} />;
    case "mapping":
      return <later.MappingControl {...given} />;
    case "permissions":
      return <later.PermissionsControl {...given} />;
    case "schedule":
      return <later.ScheduleControl {...given} />;
    case "rules":
      return <later.RulesControl {...given} />;
    case "filter-actions":
      return <later.FilterActionsControl {...given} />;
    case "chosen":
      return null;
  }
}
