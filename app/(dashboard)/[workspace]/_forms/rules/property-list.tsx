"use client";

import type { JsonObject } from "../model/json";
import { NewName } from "../new-name";
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
      <NewName
        label={`New property of ${label}`}
        placeholder="Name of a property"
        action="Add property"
        taken={(name) => properties.some(([each]) => each === name)}
        onAdd={(name) => onChange(withProperty(schema, name, { type: "string" }))}
      />
    </div>
  );
}
