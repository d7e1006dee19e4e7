"use client";

import { Field } from "@/app/_ui/field";
import { fieldId } from "@/app/_ui/field-id";
import { KeyValueEditor } from "@/app/_ui/key-value-editor";
import { Select } from "@/app/_ui/select";
import { Switch } from "@/app/_ui/switch";
import { TagsInput } from "@/app/_ui/tags-input";
import { TextInput } from "@/app/_ui/text-input";
import type { SettingControl, SettingField } from "@/server/domain/catalog/settings-of";
import type { JsonValue } from "@/server/hcl/schema";
import { problemAt, useForm } from "../form-context";
import { asList, asObject, asText, isObject, sameJson } from "../model/json";
import { usefulHelp } from "../model/useful-help";
import { NumberControl } from "./basic-controls";
import { JsonControl } from "./json-control";
import { SecretControl } from "./secret-control";

export interface SettingInputProps {
  readonly field: SettingField;
  readonly path: string;
  readonly value: JsonValue | undefined;
  /** What the form opened with; a masked secret for what is set. */
  readonly stored: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
}

/** One setting. Its help is the catalog's; a value that does not fit the usual control is edited as JSON. */
export function SettingInput(props: SettingInputProps) {
  const { field, path, value, onChange } = props;
  const { problems } = useForm();
  const problem = problemAt(problems, path, true);
  const control = fittingControl(field.control, value);
  const help = [usefulHelp(field.description), field.known && !field.sure ? "The catalog is not sure of this key." : ""]
    .filter(Boolean)
    .join(" ");
  if (control === "boolean") {
    return (
      <div>
        <Switch
          id={fieldId(path)}
          label={field.label}
          help={help}
          checked={value === true}
          onChange={() => onChange(value !== true)}
        />
        {problem ? <p className="mt-1 text-sm text-danger">{problem}</p> : null}
      </div>
    );
  }
  const grouped = control === "map";
  return (
    <Field
      name={path}
      label={field.label}
      help={help || undefined}
      required={field.required}
      error={problem}
      group={grouped}
    >
      <Input {...props} control={control} />
    </Field>
  );
}

/** Stored values do not always have the shape that the catalog tells. */
function fittingControl(control: SettingControl, value: JsonValue | undefined): SettingControl {
  if (value === undefined || value === null) return control;
  const texts = (items: readonly JsonValue[]) => items.every((item) => typeof item === "string");
  const fits: { readonly [C in SettingControl]: boolean } = {
    text: typeof value === "string",
    secret: typeof value === "string",
    number: typeof value !== "object" && typeof value !== "boolean",
    boolean: typeof value === "boolean",
    select: true,
    list: Array.isArray(value) && texts(value) && new Set(value).size === value.length,
    map: isObject(value) && texts(Object.values(value)),
    json: true,
  };
  return fits[control] ? control : "json";
}

function Input({ field, path, value, stored, onChange, control }: SettingInputProps & { control: SettingControl }) {
  const given = { path, label: field.label, value: value ?? null };
  switch (control) {
    case "secret":
      return <SecretControl field={field} path={path} stored={stored} onChange={onChange} />;
    case "number":
      return <NumberControl {...given} onChange={(next) => onChange(next ?? undefined)} />;
    case "select":
      return <SettingChoice field={field} value={value} onChange={onChange} />;
    case "list":
      return <TagsInput value={asList(value).map(asText)} onValueChange={onChange} />;
    case "map":
      return (
        <KeyValueEditor
          defaultRows={Object.entries(asObject(value)).map(([key, text]) => ({ key, value: asText(text) }))}
          onRowsChange={(rows) =>
            onChange(Object.fromEntries(rows.filter((row) => row.key !== "").map((row) => [row.key, row.value])))
          }
        />
      );
    case "json":
      return <JsonControl {...given} onChange={(next) => onChange(next ?? undefined)} />;
    default:
      return (
        <TextInput
          dir="auto"
          value={asText(value)}
          placeholder={asText(field.default ?? undefined)}
          onChange={(event) =>
            onChange(event.target.value === "" && stored === undefined ? undefined : event.target.value)
          }
        />
      );
  }
}

/** Choices are kept by their place, for their values are not always texts. */
function SettingChoice({ field, value, onChange }: Pick<SettingInputProps, "field" | "value" | "onChange">) {
  const at = field.choices.findIndex((choice) => sameJson(choice.value, value));
  const unlisted = value !== undefined && value !== null && at < 0;
  const options = [
    ...(field.required ? [] : [{ value: "", label: "Not set" }]),
    ...field.choices.map((choice, index) => ({ value: String(index), label: choice.label })),
    ...(unlisted ? [{ value: "stored", label: typeof value === "string" ? value : JSON.stringify(value) }] : []),
  ];
  return (
    <Select
      className="max-w-80"
      placeholder={field.required ? "Choose" : undefined}
      value={unlisted ? "stored" : at < 0 ? "" : String(at)}
      options={options}
      onValueChange={(next) => next !== "stored" && onChange(field.choices[next === "" ? -1 : Number(next)]?.value)}
    />
  );
}
