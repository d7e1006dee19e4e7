"use client";

import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { Field } from "@/app/_ui/field";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { TextInput } from "@/app/_ui/text-input";
import { CheckSteps } from "../../../_parts/check-steps";
import { ConfirmHostKeys } from "../../../git-connections/_parts/confirm-host-keys";
import { TestOutcome } from "../../../git-connections/_parts/test-outcome";
import { dbtPlace } from "../../_parts/dbt-place";
import { type SetupState, setupHref } from "./setup-state";
import { useRepositoryStep } from "./use-repository-step";

export interface RepositoryStepProps {
  workspace: string;
  state: SetupState;
  connection: { readonly id: string; readonly name: string };
  /** An address that fits the connection. */
  example: string;
}

/** Third step: the repository and branch, read for real before going on. */
export function RepositoryStep({ workspace, state, connection, example }: RepositoryStepProps) {
  const step = useRepositoryStep(workspace, state, connection.id);
  const { draft, set, errorOf, correction, result, busy } = step;
  const failed = result !== null && !result.ok;
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
        Signed in with <bdi className="font-medium text-ink">{connection.name}</bdi>. The repository is read, never
        written.
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
      <Field
        name="branch"
        label="Branch"
        required
        help="Models are read from its newest commit."
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
      <TestOutcome pending={busy} result={failed ? result : null} failure={null} />
      {failed ? (
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
          <ButtonLink href={setupHref(dbtPlace(workspace).setup, state, { step: "source" })}>Back</ButtonLink>
          <Button type="submit" variant="primary" pending={busy} pendingLabel="Reading">
            {failed ? "Try again" : "Next"}
          </Button>
        </div>
        <p className="mt-2 text-sm text-ink-muted">Next connects to the host and looks for dbt projects.</p>
      </div>
    </form>
  );
}
