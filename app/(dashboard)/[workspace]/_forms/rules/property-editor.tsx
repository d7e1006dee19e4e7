"use client";

import { ChevronDown, ChevronRight, Trash2 } from "lucide-react";
import { type ComponentType, useState } from "react";
import { Checkbox } from "@/app/_ui/checkbox";
import { IconButton } from "@/app/_ui/icon-button";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { asObject, isObject, type JsonObject, withKey } from "../model/json";
import { isNullable, typesOf, withTypes } from "./json-schema";
import { PropertyDetails } from "./property-details";
import type { PropertyListProps } from "./property-list";

interface PropertyEditorProps {
  readonly name: string;
  readonly property: JsonObject;
  readonly required: boolean;
  readonly onChange: (property: JsonObject) => void;
  readonly onRequired: (required: boolean) => void;
  /** False when the name is taken. */
  readonly onRename: (name: string) => boolean;
  readonly onRemove: () => void;
  /** The list of properties inside this one. */
  readonly list: ComponentType<PropertyListProps>;
}

const types = ["string", "number", "integer", "boolean", "object", "array"];
const anyType = "any type";

/** One property: name, type, whether it is required; more on demand. */
export function PropertyEditor(props: PropertyEditorProps) {
  const { name, property, required, onChange, onRequired, onRemove, list: PropertyList } = props;
  const [open, setOpen] = useState(false);
  const current = typesOf(property);
  const type = current.length === 0 ? anyType : current.join(" or ");
  const options = [...new Set([anyType, ...types, type])].map((value) => ({ value, label: value }));
  const items = asObject(property.items);
  return (
    <div className="rounded-md border border-line p-2">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton
          size="sm"
          aria-expanded={open}
          label={open ? `Less of ${name}` : `More of ${name}`}
          icon={open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          onClick={() => setOpen(!open)}
        />
        <NameInput name={name} onRename={props.onRename} />
        <Select
          label={`Type of ${name}`}
          value={type}
          options={options}
          onValueChange={(next) =>
            onChange(withTypes(property, next === anyType ? [] : next.split(" or "), isNullable(property)))
          }
        />
        <Checkbox
          label="Required"
          aria-label={`${name} is required`}
          checked={required}
          onChange={() => onRequired(!required)}
        />
        <div className="grow" />
        <IconButton label={`Remove ${name}`} icon={<Trash2 aria-hidden />} onClick={onRemove} />
      </div>
      {open ? <PropertyDetails name={name} property={property} onChange={onChange} /> : null}
      {current.includes("object") || isObject(property.properties) ? (
        <div className="mt-2 ml-3 border-l border-line pl-3">
          <PropertyList label={name} schema={property} onChange={onChange} />
        </div>
      ) : null}
      {current.includes("array") && typesOf(items).includes("object") ? (
        <div className="mt-2 ml-3 border-l border-line pl-3">
          <p className="mb-1 text-sm text-ink-muted">Each item of {name}</p>
          <PropertyList
            label={`the items of ${name}`}
            schema={items}
            onChange={(next) => onChange(withKey(property, "items", next))}
          />
        </div>
      ) : null}
    </div>
  );
}

/** A name is taken over when the box is left, so that a name on its way is not taken for another property. */
function NameInput({ name, onRename }: { name: string; onRename: (name: string) => boolean }) {
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const commit = () => {
    const kept = draft === null || draft === "" || draft === name || onRename(draft);
    setRefused(!kept);
    setDraft(null);
  };
  return (
    <span>
      <TextInput
        mono
        className="max-w-52"
        aria-label={`Name of ${name}`}
        value={draft ?? name}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
      />
      {refused ? <span className="block text-sm text-danger">This name is taken.</span> : null}
    </span>
  );
}
