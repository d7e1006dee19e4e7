"use client";

import { Plus, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "./button";
import { useFieldAttributes } from "./field-wiring";
import { IconButton } from "./icon-button";
import { TextInput } from "./text-input";

export interface KeyValueRow {
  key: string;
  value: string;
}

export interface KeyValueEditorProps {
  defaultRows?: readonly KeyValueRow[];
  /** Told of every edit, rows with an empty key included: the form's schema judges them. */
  onRowsChange?: (rows: readonly KeyValueRow[]) => void;
  /** Sends the rows as JSON with the form under this name. */
  name?: string;
  keyLabel?: string;
  valueLabel?: string;
  /** Messages by row number. */
  errors?: Readonly<Record<number, string>>;
  disabled?: boolean;
}

interface NumberedRow extends KeyValueRow {
  id: number;
}

/** Pairs of texts, one row each (headers, labels, variables). Put it in a `Field` with `group`. */
export function KeyValueEditor(props: KeyValueEditorProps) {
  const { onRowsChange, name, keyLabel = "Key", valueLabel = "Value", errors = {}, disabled } = props;
  const nextId = useRef(props.defaultRows?.length ?? 0);
  const [rows, setRows] = useState<readonly NumberedRow[]>(() =>
    (props.defaultRows ?? []).map((row, id) => ({ ...row, id })),
  );
  const { id: ownId } = useFieldAttributes();
  const change = (next: readonly NumberedRow[]) => {
    setRows(next);
    onRowsChange?.(next.map(({ key, value }) => ({ key, value })));
  };
  const edit = (id: number, patch: Partial<KeyValueRow>) =>
    change(rows.map((row) => (row.id === id ? { ...row, ...patch } : row)));
  const add = () => {
    change([...rows, { id: nextId.current, key: "", value: "" }]);
    nextId.current += 1;
  };
  return (
    <div className="space-y-2">
      {rows.map((row, index) => (
        <Pair
          key={row.id}
          row={row}
          labels={[`${keyLabel} ${index + 1}`, `${valueLabel} ${index + 1}`]}
          error={errors[index]}
          disabled={disabled}
          onEdit={(patch) => edit(row.id, patch)}
          onRemove={() => change(rows.filter((one) => one.id !== row.id))}
        />
      ))}
      <Button id={ownId} size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={add} disabled={disabled}>
        Add {keyLabel.toLowerCase()}
      </Button>
      {name ? (
        <input type="hidden" name={name} value={JSON.stringify(rows.map(({ key, value }) => ({ key, value })))} />
      ) : null}
    </div>
  );
}

interface PairProps {
  row: NumberedRow;
  labels: readonly [string, string];
  error: string | undefined;
  disabled: boolean | undefined;
  onEdit: (patch: Partial<KeyValueRow>) => void;
  onRemove: () => void;
}

function Pair({ row, labels, error, disabled, onEdit, onRemove }: PairProps) {
  const [keyLabel, valueLabel] = labels;
  const [keyId, valueId] = [`${labels[0]}-${row.id}`, `${labels[1]}-${row.id}`];
  return (
    <div>
      <div className="flex items-center gap-2">
        <TextInput
          id={keyId.replace(/ /g, "-")}
          mono
          aria-label={keyLabel}
          value={row.key}
          disabled={disabled}
          autoFocus={row.key === "" && row.value === ""}
          onChange={(event) => onEdit({ key: event.target.value })}
        />
        <TextInput
          id={valueId.replace(/ /g, "-")}
          mono
          aria-label={valueLabel}
          value={row.value}
          disabled={disabled}
          onChange={(event) => onEdit({ value: event.target.value })}
        />
        <IconButton
          label={`Remove ${row.key || keyLabel}`}
          icon={<Trash2 aria-hidden />}
          disabled={disabled}
          onClick={onRemove}
        />
      </div>
      {error ? <p className="mt-1 text-sm text-danger">{error}</p> : null}
    </div>
  );
}
