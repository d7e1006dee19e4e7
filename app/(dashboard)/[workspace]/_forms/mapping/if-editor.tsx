"use client";

import { Select } from "@/app/_ui/select";
import type { Branches, MappingValue } from "./mapping-value";
import type { PartsEditorProps } from "./value-editor";
import { anyValue, type ValueHint } from "./value-hint";

/** One value or another, by whether a third one is there. */
export function IfEditor({ path, label, value, hint, depth, onChange, part: Part }: PartsEditorProps<"if">) {
  const { branches, test } = value;
  const branch = (name: keyof Branches, words: string, partHint: ValueHint) => (
    <div className="grid gap-1 sm:grid-cols-[6rem_1fr] sm:items-start">
      <span className="pt-1 text-ink-muted">{words}</span>
      <Part
        path={`${path}.${name}`}
        label={`${label}, ${words.toLowerCase()}`}
        value={branches[name] ?? { kind: "none" }}
        hint={partHint}
        depth={depth + 1}
        onChange={(next) => onChange({ ...value, branches: withBranch(branches, name, next) })}
      />
    </div>
  );
  return (
    <div className="space-y-2 border-l border-line pl-3">
      {branch("subject", "If", anyValue)}
      <div className="grid gap-1 sm:grid-cols-[6rem_1fr]">
        <span />
        <Select
          className="max-w-44"
          label={`${label}, test`}
          value={test}
          onValueChange={(next) => onChange({ ...value, test: next === "blank" ? "blank" : "exists" })}
          options={[
            { value: "exists", label: "has a value" },
            { value: "blank", label: "is blank" },
          ]}
        />
      </div>
      {branch("yes", "Then", hint)}
      {branch("no", "Otherwise", hint)}
    </div>
  );
}

/** A branch without a value is left out, as mappings write it; the subject stays. */
function withBranch(branches: Branches, name: keyof Branches, value: MappingValue): Branches {
  if (name === "subject" || value.kind !== "none") return { ...branches, [name]: value };
  const { [name]: _, ...rest } = branches;
  return rest;
}
