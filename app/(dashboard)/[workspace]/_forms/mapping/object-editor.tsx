"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button } from "@/app/_ui/button";
import { IconButton } from "@/app/_ui/icon-button";
import { TextInput } from "@/app/_ui/text-input";
import { useRows } from "../use-rows";
import type { MappingValue } from "./mapping-value";
import type { PartsEditorProps } from "./value-editor";
import { anyValue, hintOf } from "./value-hint";

type Entry = readonly [key: string, value: MappingValue];

/** The keys of an object: those that the catalog knows by their label, others by their name. */
export function ObjectEditor({ path, label, value, hint, depth, onChange, part: Part }: PartsEditorProps<"object">) {
  const rows = useRows<Entry>(value.entries, (entries) => onChange({ kind: "object", entries }));
  const present = new Set(value.entries.map(([key]) => key));
  const missing = Object.entries(hint.properties).filter(([name]) => !present.has(name));
  return (
    <div className="space-y-3 border-l border-line pl-3">
      {rows.keyed.map(({ key, row: [name, item], index }) => {
        const property = hint.properties[name];
        return (
          <div key={key} className="space-y-1">
            <div className="flex items-center gap-2">
              {property ? (
                <span className="min-w-0 grow text-sm font-medium wrap-anywhere">
                  {property.label}{" "}
                  {property.required ? null : <span className="font-normal text-ink-faint">(optional)</span>}
                </span>
              ) : (
                <TextInput
                  mono
                  className="max-w-60"
                  aria-label={`Key ${index + 1} of ${label}`}
                  value={name}
                  onChange={(event) => rows.edit(index, [event.target.value, item])}
                />
              )}
              <IconButton
                size="sm"
                label={`Remove ${property?.label ?? (name || "key")}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => rows.remove(index)}
              />
            </div>
            {value.entries.some(([other], at) => at !== index && other === name) ? (
              <p className="text-sm text-danger">“{name}” is there twice; only the last one is saved.</p>
            ) : null}
            <Part
              path={`${path}.${name}`}
              label={`${property?.label ?? name} of ${label}`}
              value={item}
              hint={property ? hintOf(property) : anyValue}
              depth={depth + 1}
              onChange={(next) => rows.edit(index, [name, next])}
            />
          </div>
        );
      })}
      <div className="flex flex-wrap gap-1">
        {missing.map(([name, property]) => (
          <Button
            key={name}
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => rows.add([name, { kind: "path", path: "" }])}
          >
            {property.label}
          </Button>
        ))}
        {hint.open ? (
          <Button
            size="sm"
            icon={<Plus aria-hidden className="size-4" />}
            onClick={() => rows.add(["", { kind: "path", path: "" }])}
          >
            Add key
          </Button>
        ) : null}
      </div>
    </div>
  );
}
