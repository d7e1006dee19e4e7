"use client";

import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { Checkbox } from "@/app/_ui/checkbox";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import type { Option } from "@/app/_ui/option";
import { UnsavedChangesGuard } from "@/app/_ui/unsaved-changes-guard";
import { ProjectFields } from "../../_parts/project-fields";
import { PlaceFields } from "./place-fields";
import { type SettingsDraft, useSettings } from "./use-settings";

export interface SettingsFormProps {
  workspace: string;
  id: string;
  start: SettingsDraft;
  /** Environment values that are stored: their names alone are told. */
  envNames: readonly string[];
  sources: readonly Option[];
  connections: readonly Option[];
  warehouse: { readonly adapter: string; readonly databaseLabel: string };
}

/** Everything that can be changed of a dbt project. What its models depend on makes them load anew. */
export function SettingsForm(props: SettingsFormProps) {
  const { workspace, id, start, envNames, sources, connections, warehouse } = props;
  const form = useSettings(workspace, id, start);
  const [asked, setAsked] = useState(false);
  return (
    <form
      noValidate
      aria-label="Settings"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        form.save();
      }}
    >
      <UnsavedChangesGuard dirty={form.dirty && !form.saving} />
      <FormErrorSummary errors={asked ? form.errors : []} attempt={form.attempt} />
      <PlaceFields
        draft={form.draft}
        set={form.set}
        errorOf={form.errorOf}
        sources={sources}
        connections={connections}
      />
      <ProjectFields
        draft={form.draft}
        set={form.set}
        errorOf={form.errorOf}
        candidates={form.candidates}
        look={form.look}
        warehouse={warehouse}
        envHelp="What env_var() gives in the models. A name that is stored already gets the new value; values are not shown again."
      />
      {envNames.length > 0 ? (
        <Field name="envNames" label="Stored environment values" group help="Tick those to remove.">
          <div className="space-y-1.5">
            {envNames.map((name) => (
              <Checkbox
                key={name}
                label={<code className="font-mono text-sm">{name}</code>}
                checked={form.removed.has(name)}
                onChange={(event) => form.setRemoved(name, event.target.checked)}
              />
            ))}
          </div>
        </Field>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={form.saving} pendingLabel="Saving" disabled={!form.dirty}>
          Save
        </Button>
      </div>
    </form>
  );
}
