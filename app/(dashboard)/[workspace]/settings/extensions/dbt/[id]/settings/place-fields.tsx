"use client";

import { Field } from "@/app/_ui/field";
import type { Option } from "@/app/_ui/option";
import { Select } from "@/app/_ui/select";
import { TextInput } from "@/app/_ui/text-input";
import { BranchField } from "../../../git-connections/_parts/repository-fields";
import type { SettingsDraft } from "./use-settings";

export interface PlaceFieldsProps {
  draft: SettingsDraft;
  set: (patch: Partial<SettingsDraft>) => void;
  errorOf: (name: string) => string | undefined;
  sources: readonly Option[];
  connections: readonly Option[];
}

/** Where a dbt project's repository is, with what it is read, and which warehouse it is built in. */
export function PlaceFields({ draft, set, errorOf, sources, connections }: PlaceFieldsProps) {
  const isGone = !sources.some(({ value }) => value === draft.sourceId);
  const offered = isGone ? [{ value: draft.sourceId, label: "Deleted source", disabled: true }, ...sources] : sources;
  return (
    <>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="connectionId" label="Git connection" required error={errorOf("connectionId")}>
          <Select
            name="connectionId"
            value={draft.connectionId}
            options={connections}
            onValueChange={(connectionId) => set({ connectionId })}
          />
        </Field>
        <Field name="sourceId" label="Warehouse source" required error={errorOf("sourceId")}>
          <Select
            name="sourceId"
            value={draft.sourceId}
            options={offered}
            onValueChange={(sourceId) => set({ sourceId })}
          />
        </Field>
      </div>
      <Field name="url" label="Repository URL" required error={errorOf("url")}>
        <TextInput
          mono
          name="url"
          value={draft.url}
          maxLength={2048}
          onChange={(event) => set({ url: event.target.value })}
        />
      </Field>
      <BranchField test={{ draft, set, errorOf }} help="Models are read from its newest commit." />
    </>
  );
}
