"use client";

import { X } from "lucide-react";
import { useWaiting } from "@/app/_ui/use-waiting";
import type { JsonValue } from "@/server/hcl/schema";
import type { ControlProps } from "../form-context";
import { asList, asObject, asText } from "../model/json";
import { ResourcePicker } from "./resource-picker";

const nameOf = (label: JsonValue) => `${asText(asObject(label).key)}:${asText(asObject(label).value)}`;

/** Labels of the workspace: pairs of key and value, chosen from those that exist. */
export function LabelsControl({ label, value, onChange }: ControlProps<JsonValue>) {
  const labels = asList(value);
  const names = labels.map(nameOf);
  const waiting = useWaiting(false);
  const add = (name: string) => {
    const colon = name.indexOf(":");
    if (names.includes(name) || colon < 1) return;
    onChange([...labels, { key: name.slice(0, colon), value: name.slice(colon + 1) }]);
  };
  return (
    <div className="space-y-2">
      {labels.length > 0 ? (
        <ul className="flex flex-wrap gap-1">
          {labels.map((each, index) => (
            <li
              key={names[index]}
              className="inline-flex max-w-full items-center gap-1 rounded-md border border-line bg-sunken pl-1.5 text-sm"
            >
              <span className="truncate">{names[index]}</span>
              <button
                type="button"
                {...waiting}
                aria-label={`Remove ${names[index]}`}
                className="rounded-md p-1 text-ink-muted hover:bg-hover"
                onClick={() => onChange(labels.filter((other) => other !== each))}
              >
                <X aria-hidden className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <ResourcePicker
        kinds={["label"]}
        label={`Add to ${label.toLowerCase()}`}
        placeholder="Find a label to add"
        value={null}
        onChoose={(found) => found && add(found.value)}
      />
    </div>
  );
}
