"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { FieldContext } from "@/app/_ui/field-wiring";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { type Group, isGroup, type Row } from "@/server/core/fql/condition";
import { useRows } from "../use-rows";
import { RowEditor } from "./row-editor";

const firstRow: Row = { kind: "compare", field: "event", operator: "=", value: "" };

interface GroupEditorProps {
  readonly group: Group;
  readonly onChange: (group: Group) => void;
  /** Inside another group: no further groups, and the word between the rows follows from the outer one. */
  readonly inner?: boolean;
}

/** Rows of a condition and the word that joins them. */
export function GroupEditor({ group, onChange, inner = false }: GroupEditorProps) {
  const rows = useRows<Row | Group>(group.items, (items) => onChange({ ...group, items }));
  const other = group.join === "and" ? "or" : "and";
  const join = (next: "and" | "or") => {
    const within = next === "and" ? "or" : "and";
    onChange({
      ...group,
      join: next,
      items: group.items.map((item) => (isGroup(item) ? { ...item, join: within } : item)),
    });
  };
  return (
    <FieldContext value={null}>
      <div className="space-y-2">
        {group.items.length > 1 ? (
          <Select
            className="max-w-60"
            label="How the conditions are joined"
            value={group.join}
            disabled={inner}
            onValueChange={(next) => join(next === "or" ? "or" : "and")}
            options={[
              { value: "and", label: "All of these hold" },
              { value: "or", label: "Any of these holds" },
            ]}
          />
        ) : null}
        {rows.keyed.map(({ key, row, index }) => (
          <div key={key} className="flex items-start gap-2">
            <div className="min-w-0 grow">
              {isGroup(row) ? (
                <div className="rounded-md border border-line p-3">
                  <GroupEditor inner group={row} onChange={(next) => rows.edit(index, next)} />
                </div>
              ) : (
                <RowEditor row={row} number={index + 1} onChange={(next) => rows.edit(index, next)} />
              )}
            </div>
            <IconButton
              label={isGroup(row) ? `Remove group ${index + 1}` : `Remove condition ${index + 1}`}
              icon={<Trash2 aria-hidden />}
              onClick={() => rows.remove(index)}
            />
          </div>
        ))}
        <div className="flex flex-wrap gap-2">
          <Button size="sm" icon={<Plus aria-hidden className="size-4" />} onClick={() => rows.add(firstRow)}>
            Add condition
          </Button>
          {inner || group.items.length === 0 ? null : (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => rows.add({ kind: "group", join: other, items: [firstRow] })}
            >
              Add group
            </Button>
          )}
        </div>
      </div>
    </FieldContext>
  );
}
