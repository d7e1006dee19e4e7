"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonObject } from "../model/json";
import { useRows } from "../use-rows";
import { isRequired, propertiesOf, withoutProperty, withProperty, withRenamed, withRequired } from "./json-schema";
import { PropertyEditor } from "./property-editor";

export interface PropertyListProps {
  /** Names the inputs: the section, or the property that these are inside. */
  readonly label: string;
  readonly schema: JsonObject;
  readonly onChange: (schema: JsonObject) => void;
}

/** The properties of one object in a schema; objects inside have lists of their own. */
export function PropertyList({ label, schema, onChange }: PropertyListProps) {
  const properties = propertiesOf(schema);
  // A property stays the same row while it is renamed.
  const rows = useRows(properties, () => {});
  return (
    <div className="space-y-2">
      {rows.keyed.map(({ key, row: [name, property], index }) => (
        <PropertyEditor
          list={PropertyList}
          key={key}
          name={name}
          property={property}
          required={isRequired(schema, name)}
          onChange={(next) => onChange(withProperty(schema, name, next))}
          onRequired={(required) => onChange(withRequired(schema, name, required))}
          onRemove={() => {
            rows.remove(index);
            onChange(withoutProperty(schema, name));
          }}
          onRename={(to) => {
            const renamed = withRenamed(schema, name, to);
            if (renamed) onChange(renamed);
            return renamed !== null;
          }}
        />
      ))}
      <AddProperty
        label={label}
        taken={(name) => properties.some(([each]) => each === name)}
        onAdd={(name) => onChange(withProperty(schema, name, { type: "string" }))}
      />
    </div>
  );
}

interface AddPropertyProps {
  readonly label: string;
  readonly taken: (name: string) => boolean;
  readonly onAdd: (name: string) => void;
}

function AddProperty({ label, taken, onAdd }: AddPropertyProps) {
  const [name, setName] = useState("");
  const fits = name !== "" && !taken(name);
  const add = () => {
    if (!fits) return;
    onAdd(name);
    setName("");
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <TextInput
        mono
        className="max-w-52"
        aria-label={`New property of ${label}`}
        placeholder="Name of a property"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          add();
        }}
      />
      <Button size="sm" icon={<Plus aria-hidden className="size-4" />} disabled={!fits} onClick={add}>
        Add property
      </Button>
      {name !== "" && taken(name) ? <span className="text-sm text-danger">“{name}” is there already.</span> : null}
    </div>
  );
}
