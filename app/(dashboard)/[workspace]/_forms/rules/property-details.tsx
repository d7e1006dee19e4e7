"use client";

import { Checkbox } from "@/app/_ui/checkbox";
import { Select } from "@/app/_ui/select";
import { TagsInput } from "@/app/_ui/tags-input";
import { TextInput } from "@/app/_ui/text-input";
import type { JsonValue } from "@/server/hcl/schema";
import { NumberControl } from "../controls/basic-controls";
import { asList, asObject, asText, type JsonObject, withKey } from "../model/json";
import { isNullable, otherKeywords, typesOf, withTypes } from "./json-schema";

interface PropertyDetailsProps {
  readonly name: string;
  readonly property: JsonObject;
  readonly onChange: (property: JsonObject) => void;
}

/** What else a schema says of a property: description, allowed values, pattern, bounds, items. */
export function PropertyDetails({ name, property, onChange }: PropertyDetailsProps) {
  const types = typesOf(property);
  const set = (key: string, value: JsonValue | undefined) => onChange(withKey(property, key, value));
  const others = otherKeywords(property);
  const texts = asList(property.enum).every((item) => typeof item === "string");
  return (
    <div className="mt-3 grid gap-3 sm:grid-cols-[8rem_1fr] sm:items-center">
      <span>Description</span>
      <TextInput
        aria-label={`Description of ${name}`}
        dir="auto"
        value={asText(property.description)}
        onChange={(event) => set("description", event.target.value || undefined)}
      />
      <span>Allowed values</span>
      {texts ? (
        <TagsInput
          label={`Allowed values of ${name}`}
          value={asList(property.enum).map(asText)}
          onValueChange={(values) => set("enum", values.length > 0 ? values : undefined)}
        />
      ) : (
        <code className="text-sm wrap-anywhere">{JSON.stringify(property.enum)}</code>
      )}
      {types.includes("string") ? (
        <>
          <span>Pattern</span>
          <TextInput
            mono
            aria-label={`Pattern of ${name}`}
            value={asText(property.pattern)}
            onChange={(event) => set("pattern", event.target.value || undefined)}
          />
        </>
      ) : null}
      {types.includes("number") || types.includes("integer") ? (
        <Bounds name={name} property={property} set={set} />
      ) : null}
      {types.includes("array") ? (
        <Items name={name} items={asObject(property.items)} onChange={(next) => set("items", next)} />
      ) : null}
      <span />
      <Checkbox
        label="May be null"
        aria-label={`${name} may be null`}
        checked={isNullable(property)}
        onChange={() => onChange(withTypes(property, types, !isNullable(property)))}
      />
      {others.length > 0 ? (
        <p className="text-sm text-ink-muted sm:col-span-2">Also has {others.join(", ")}, kept as it is.</p>
      ) : null}
    </div>
  );
}

interface BoundsProps {
  readonly name: string;
  readonly property: JsonObject;
  readonly set: (key: string, value: JsonValue | undefined) => void;
}

function Bounds({ name, property, set }: BoundsProps) {
  const bound = (key: "minimum" | "maximum", words: string) => (
    <>
      <span>{words}</span>
      <NumberControl
        path={key}
        label={`${words} of ${name}`}
        value={property[key] ?? null}
        onChange={(next) => set(key, typeof next === "number" ? next : undefined)}
      />
    </>
  );
  return (
    <>
      {bound("minimum", "Least")}
      {bound("maximum", "Most")}
    </>
  );
}

const itemTypes = ["any type", "string", "number", "integer", "boolean", "object", "array"];

function Items({ name, items, onChange }: { name: string; items: JsonObject; onChange: (items: JsonObject) => void }) {
  const type = typesOf(items).join(" or ") || "any type";
  return (
    <>
      <span>Items</span>
      <Select
        className="max-w-60"
        label={`Type of the items of ${name}`}
        value={type}
        options={[...new Set([...itemTypes, type])].map((value) => ({ value, label: value }))}
        onValueChange={(next) =>
          onChange(withTypes(items, next === "any type" ? [] : next.split(" or "), isNullable(items)))
        }
      />
    </>
  );
}
