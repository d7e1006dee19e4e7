"use client";

import type { RepositoryChoice } from "../../../git-connections/_parts/load-repository";
import { BranchField, UrlField } from "../../../git-connections/_parts/repository-fields";
import { RepositoryForm } from "../../../git-connections/_parts/repository-form";
import { dbtPlace } from "../../_parts/dbt-place";
import { type SetupState, setupHref } from "./setup-state";
import { useRepositoryStep } from "./use-repository-step";

export interface RepositoryStepProps extends RepositoryChoice {
  workspace: string;
  state: SetupState;
}

const words = {
  busy: "Reading",
  again: "Try again",
  note: "Next connects to the host and looks for dbt projects.",
};

/** Third step: the repository and branch, read for real before going on. */
export function RepositoryStep({ workspace, state, connection, example }: RepositoryStepProps) {
  const test = useRepositoryStep(workspace, state, connection.id);
  return (
    <RepositoryForm
      workspace={workspace}
      connection={connection}
      test={test}
      purpose="The repository is read, never written."
      backHref={setupHref(dbtPlace(workspace).setup, state, { step: "source" })}
      words={words}
    >
      <UrlField test={test} example={example} />
      <BranchField test={test} help="Models are read from its newest commit." />
    </RepositoryForm>
  );
}
