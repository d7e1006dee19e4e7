"use client";

import { Field } from "@/app/_ui/field";
import { TextInput } from "@/app/_ui/text-input";
import { place } from "../../../_parts/place";
import type { RepositoryChoice } from "../../../git-connections/_parts/load-repository";
import { BranchField, UrlField } from "../../../git-connections/_parts/repository-fields";
import { RepositoryForm } from "../../../git-connections/_parts/repository-form";
import { type SetupState, setupHref } from "./setup-state";
import { useRepositoryStep } from "./use-repository-step";

export interface RepositoryStepProps extends RepositoryChoice {
  workspace: string;
  state: SetupState;
}

const words = {
  busy: "Testing",
  again: "Test again",
  note: "Next tests the connection for real. To prove that it may write, a small trial branch is pushed and deleted again.",
};

/** Second step: the repository, branch and folder, tested for real before going on. */
export function RepositoryStep({ workspace, state, connection, example }: RepositoryStepProps) {
  const test = useRepositoryStep(workspace, state, connection.id);
  const { draft, set, errorOf } = test;
  return (
    <RepositoryForm
      workspace={workspace}
      connection={connection}
      test={test}
      purpose="Give Git Sync a repository or folder of its own; files that it did not write are never touched."
      backHref={setupHref(place(workspace).wizard(state.flow), state, { step: "connection" })}
      words={words}
      showsPassed
    >
      <UrlField test={test} example={example} />
      <div className="grid gap-5 sm:grid-cols-2">
        <BranchField test={test} help="Made by the first sync when it is not there." />
        <Field name="folder" label="Folder" help="Empty for the top of the repository." error={errorOf("folder")}>
          <TextInput
            mono
            name="folder"
            placeholder="infra/segment"
            value={draft.folder}
            maxLength={200}
            onChange={(event) => set({ folder: event.target.value })}
          />
        </Field>
      </div>
    </RepositoryForm>
  );
}
