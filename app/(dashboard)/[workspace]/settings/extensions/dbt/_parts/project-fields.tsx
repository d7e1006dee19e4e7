"use client";

import { Field } from "@/app/_ui/field";
import { KeyValueEditor } from "@/app/_ui/key-value-editor";
import { Select } from "@/app/_ui/select";
import { TextArea } from "@/app/_ui/text-area";
import { TextInput } from "@/app/_ui/text-input";
import { dbtVersions } from "./dbt-versions";
import { PathField, type PathFieldProps } from "./path-field";
import type { ProjectDraft } from "./project-draft";

export interface ProjectFieldsProps {
  draft: ProjectDraft;
  set: (patch: Partial<ProjectDraft>) => void;
  errorOf: (name: string) => string | undefined;
  /** Folders that hold a dbt project; null when nobody has looked. */
  candidates: readonly string[] | null;
  look: PathFieldProps["look"];
  warehouse: { readonly adapter: string; readonly databaseLabel: string };
  envHelp: string;
}

/** The fields of a dbt project that do not say where its repository is. */
export function ProjectFields({ draft, set, errorOf, candidates, look, warehouse, envHelp }: ProjectFieldsProps) {
  const input = (name: "name" | "database" | "schema" | "targetName", maxLength: number, mono = true) => (
    <TextInput
      mono={mono}
      name={name}
      value={draft[name]}
      maxLength={maxLength}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <PathField
        value={draft.path}
        onChange={(path) => set({ path })}
        candidates={candidates}
        error={errorOf("path")}
        look={look}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="name" label="Name" required help="How this project is called here." error={errorOf("name")}>
          {input("name", 80, false)}
        </Field>
        <Field
          name="dbtVersion"
          label="dbt version"
          required
          help="What the project is written for."
          error={errorOf("dbtVersion")}
        >
          <Select
            name="dbtVersion"
            value={draft.dbtVersion}
            options={dbtVersions.map((version) => ({ value: version, label: `dbt Core ${version}` }))}
            onValueChange={(dbtVersion) => set({ dbtVersion })}
          />
        </Field>
        <Field
          name="database"
          label={warehouse.databaseLabel}
          required
          help={`Where in ${warehouse.adapter} the models are built.`}
          error={errorOf("database")}
        >
          {input("database", 256)}
        </Field>
        <Field name="schema" label="Default schema" required help="As in profiles.yml." error={errorOf("schema")}>
          {input("schema", 256)}
        </Field>
      </div>
      <Field
        name="targetName"
        label="Target name"
        required
        help="What target.name says in the models: usually prod."
        error={errorOf("targetName")}
      >
        {input("targetName", 128)}
      </Field>
      <Field name="vars" label="Variables" help="As dbt's --vars, in JSON or YAML." error={errorOf("vars")}>
        <TextArea
          mono
          name="vars"
          rows={3}
          value={draft.vars}
          placeholder={'{"start_date": "2024-01-01"}'}
          onChange={(event) => set({ vars: event.target.value })}
        />
      </Field>
      <Field name="env" label="Environment values" group help={envHelp} error={errorOf("env")}>
        <KeyValueEditor
          defaultRows={draft.env}
          keyLabel="Name"
          valueLabel="Value"
          onRowsChange={(env) => set({ env })}
        />
      </Field>
    </>
  );
}
