"use client";

import { useId } from "react";
import { Select } from "@/app/_ui/select";
import { TagsInput } from "@/app/_ui/tags-input";
import { TextInput } from "@/app/_ui/text-input";
import { pathFromText, type Row, type Scalar } from "@/server/core/fql/condition";
import { asType, type Operator, operatorOf, operators, type ScalarType, typeOfScalar, withOperator } from "./row-words";
import { ScalarInput } from "./scalar-input";

const fields = [
  "event",
  "type",
  "userId",
  "anonymousId",
  "name",
  "properties.",
  "traits.",
  "context.traits.email",
  "context.page.path",
  "context.page.url",
  "context.library.name",
  "context.device.type",
];

interface RowEditorProps {
  readonly row: Row;
  readonly number: number;
  readonly onChange: (row: Row) => void;
}

/** One condition: a field, how it compares, and with what. */
export function RowEditor({ row, number, onChange }: RowEditorProps) {
  const list = useId();
  return (
    <div className="flex flex-wrap items-start gap-2">
      <TextInput
        mono
        className="min-w-36 flex-1 basis-40"
        aria-label={`Field ${number}`}
        list={list}
        value={row.field}
        onChange={(event) => onChange({ ...row, field: pathFromText(event.target.value) })}
      />
      <datalist id={list}>
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <Select
        className="w-40"
        label={`Comparison ${number}`}
        value={operatorOf(row)}
        options={operators}
        onValueChange={(next) => onChange(withOperator(row, next as Operator))}
      />
      <RowValue row={row} number={number} onChange={onChange} />
    </div>
  );
}

function RowValue({ row, number, onChange }: RowEditorProps) {
  const label = `Value ${number}`;
  if (row.kind === "exists") return null;
  if (row.kind === "in") return <InValues row={row} label={label} onChange={onChange} />;
  if (row.kind === "call") {
    return (
      <TextInput
        className="min-w-36 flex-1 basis-40"
        aria-label={label}
        value={row.value}
        onChange={(event) => onChange({ ...row, value: event.target.value })}
      />
    );
  }
  const set = (value: Scalar) => onChange({ ...row, value });
  return (
    <>
      <ScalarInput label={label} isType={row.field === "type"} value={row.value} onChange={set} />
      <Select
        className="w-32"
        label={`Type of value ${number}`}
        value={typeOfScalar(row.value)}
        onValueChange={(next) => set(asType(row.value, next as ScalarType))}
        options={[
          { value: "text", label: "Text" },
          { value: "number", label: "Number" },
          { value: "boolean", label: "True or false" },
        ]}
      />
    </>
  );
}

/** Values that are no texts keep their type as long as they are in the list. */
function InValues({
  row,
  label,
  onChange,
}: {
  row: Row & { kind: "in" };
  label: string;
  onChange: (row: Row) => void;
}) {
  return (
    <div className="min-w-52 grow">
      <TagsInput
        label={label}
        value={[...new Set(row.values.map(String))]}
        onValueChange={(tags) =>
          onChange({ ...row, values: tags.map((tag) => row.values.find((value) => String(value) === tag) ?? tag) })
        }
      />
    </div>
  );
}
