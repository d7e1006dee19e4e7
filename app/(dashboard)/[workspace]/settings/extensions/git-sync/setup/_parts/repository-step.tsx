"use client";

import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextInput } from "@/app/_ui/text-input";
import { CheckSteps } from "../../../_parts/check-steps";
import { place } from "../../../_parts/place";
import { ConfirmHostKeys } from "../../../git-connections/_parts/confirm-host-keys";
import { TestOutcome } from "../../../git-connections/_parts/test-outcome";
import { type SetupState, setupHref } from "./setup-state";
import { useRepositoryStep } from "./use-repository-step";

export interface RepositoryStepProps {
  workspace: string;
  state: SetupState;
  connection: { readonly id: string; readonly name: string };
  /** An address that fits the connection. */
  example: string;
}

/** Second step: the repository, branch and folder, tested for real before going on. */
export function RepositoryStep({ workspace, state, connection, example }: RepositoryStepProps) {
  const step = useRepositoryStep(workspace, state, connection.id);
  const { draft, set, errorOf, correction, result, testing } = step;
  const take = (url: string) => {
    set({ url });
    step.judge({ ...draft, url });
  };
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        step.next();
      }}
    >
      <FormErrorSummary errors={step.errors.filter(() => step.attempt > 0)} attempt={step.attempt} />
      <p className="wrap-anywhere text-ink-muted">
        Signed in with <bdi className="font-medium text-ink">{connection.name}</bdi>. Give Git Sync a repository or
        folder of its own; files that it did not write are never touched.
      </p>
      <Field name="url" label="Repository URL" required help={`For example ${example}`} error={errorOf("url")}>
        <TextInput
          mono
          name="url"
          value={draft.url}
          maxLength={2048}
          onChange={(event) => set({ url: event.target.value })}
          onBlur={(event) => step.judge({ ...draft, url: event.target.value })}
        />
        {errorOf("url") && correction ? (
          <p className="mt-2">
            <Button size="sm" className="max-w-full" onClick={() => take(correction)}>
              <span className="truncate">Use {correction}</span>
            </Button>
          </p>
        ) : null}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="branch"
          label="Branch"
          required
          help="Made by the first sync when it is not there."
          error={errorOf("branch")}
        >
          <TextInput
            mono
            name="branch"
            value={draft.branch}
            maxLength={255}
            onChange={(event) => set({ branch: event.target.value })}
          />
        </Field>
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
      <TestOutcome pending={testing} result={result} failure={null} />
      {result && !result.ok ? (
        <>
          <CheckSteps steps={result.steps} />
          <ConfirmHostKeys
            workspace={workspace}
            connectionId={connection.id}
            steps={result.steps}
            onConfirmed={step.next}
          />
        </>
      ) : null}
      <div>
        <div className="flex gap-2">
          <ButtonLink href={setupHref(place(workspace).wizard(state.flow), state, { step: "connection" })}>
            Back
          </ButtonLink>
          <Button type="submit" variant="primary" pending={testing} pendingLabel="Testing">
            {result && !result.ok ? "Test again" : "Next"}
          </Button>
        </div>
        <p className="mt-2 text-sm text-ink-muted">
          Next tests the connection for real. To prove that it may write, a small trial branch is pushed and deleted
          again.
        </p>
      </div>
    </form>
  );
}
