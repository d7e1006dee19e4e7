"use client";

import { Warehouse } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { Field } from "@/app/_ui/field";
import type { Option } from "@/app/_ui/option";
import { Select } from "@/app/_ui/select";
import { dbtPlace } from "../../_parts/dbt-place";
import { type SetupState, setupHref } from "./setup-state";

export interface SourceStepProps {
  workspace: string;
  state: SetupState;
  options: readonly Option[];
}

/** Second step: the Reverse ETL warehouse source that dbt builds the models in. */
export function SourceStep({ workspace, state, options }: SourceStepProps) {
  const router = useRouter();
  const setup = dbtPlace(workspace).setup;
  const known = options.some(({ value }) => value === state.source) ? (state.source ?? "") : "";
  const [source, setSource] = useState(known || (options.length === 1 ? (options[0]?.value ?? "") : ""));
  const [missing, setMissing] = useState(false);
  if (options.length === 0) return <NoSource workspace={workspace} />;
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (source === "") setMissing(true);
        else router.push(setupHref(setup, state, { step: "repository", source }));
      }}
    >
      <Field
        name="sourceId"
        label="Reverse ETL warehouse source"
        required
        help="The warehouse that dbt builds these models in: Snowflake, Databricks, Redshift, Postgres or BigQuery."
        error={missing && source === "" ? "Choose a warehouse source." : undefined}
      >
        <Select
          name="sourceId"
          options={options}
          value={source}
          placeholder="Choose a source"
          onValueChange={setSource}
        />
      </Field>
      <div className="flex gap-2">
        <ButtonLink href={setupHref(setup, state, { step: "connection" })}>Back</ButtonLink>
        <Button type="submit" variant="primary">
          Next
        </Button>
      </div>
    </form>
  );
}

function NoSource({ workspace }: { workspace: string }) {
  return (
    <EmptyState
      level={3}
      icon={<Warehouse aria-hidden />}
      title="No Reverse ETL warehouse source yet"
      action={
        <ButtonLink variant="primary" href={`/${encodeURIComponent(workspace)}/connections/sources/new`}>
          New source
        </ButtonLink>
      }
    >
      dbt models live in a warehouse. Make a source for it (Snowflake, Databricks, Redshift, Postgres or BigQuery), then
      come back here.
    </EmptyState>
  );
}
