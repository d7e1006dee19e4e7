"use client";

import { Field } from "@/app/_ui/field";
import { TagsInput } from "@/app/_ui/tags-input";
import type { JsonValue } from "@/server/hcl/schema";
import type { ControlProps } from "../form-context";
import { LaterJsonControl } from "../later-json-control";
import { asList, asObject, asText, isObject, type JsonObject, withKey } from "../model/json";

const places: readonly { readonly key: string; readonly label: string }[] = [
  { key: "properties", label: "In properties" },
  { key: "traits", label: "In traits" },
  { key: "context", label: "In context" },
  { key: "context.traits", label: "In context.traits" },
  { key: "", label: "At the top of the event" },
];

const isPlain = (value: JsonValue): boolean =>
  value === null ||
  (isObject(value) &&
    Object.values(value).every(
      (names) =>
        Array.isArray(names) && names.every((name) => typeof name === "string") && new Set(names).size === names.length,
    ));

/** Names of properties by their place in an event; anything else that is stored is edited as JSON. */
export function FilterFields(props: ControlProps<JsonValue>) {
  const { path, value, onChange } = props;
  if (!isPlain(value)) return <LaterJsonControl {...props} />;
  const fields = asObject(value);
  const known = new Set(places.map((place) => place.key));
  const others = Object.keys(fields).filter((key) => !known.has(key));
  const all = [...places, ...others.map((key) => ({ key, label: `In ${key}` }))];
  const set = (key: string, names: readonly string[]) => {
    const next: JsonObject = withKey(fields, key, names.length > 0 ? names : undefined);
    onChange(Object.keys(next).length > 0 ? next : null);
  };
  return (
    <div className="mt-1 space-y-3">
      {all.map(({ key, label }) => (
        <Field key={key} name={`${path}.${key || "top"}`} label={label}>
          <TagsInput value={asList(fields[key]).map(asText)} onValueChange={(names) => set(key, names)} />
        </Field>
      ))}
    </div>
  );
}
