"use client";

import { TagsInput } from "@/app/_ui/tags-input";
import type { KindName } from "@/server/core/kinds/types";
import type { JsonValue } from "@/server/hcl/schema";
import type { ControlProps } from "../form-context";
import { asList } from "../model/json";
import { ResourcePicker } from "./resource-picker";

/** A list of texts; with `suggests`, resources can be added by their title too (members of a group by e-mail). */
export function ListControl({
  label,
  value,
  onChange,
  suggests,
}: ControlProps<JsonValue> & { suggests: KindName | null }) {
  const tags = asList(value).filter((item): item is string => typeof item === "string");
  return (
    <div className="space-y-2">
      <TagsInput value={tags} onValueChange={onChange} />
      {suggests ? (
        <ResourcePicker
          kinds={[suggests]}
          label={`Find ${label.toLowerCase()}`}
          placeholder="Find and add"
          value={null}
          onChoose={(found) => found && !tags.includes(found.label) && onChange([...tags, found.label])}
        />
      ) : null}
    </div>
  );
}
