"use client";

import type { ReactNode } from "react";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { CheckSteps } from "../../_parts/check-steps";
import { ConfirmHostKeys } from "./confirm-host-keys";
import type { RepositoryChoice } from "./load-repository";
import { TestOutcome } from "./test-outcome";
import type { PlaceDraft, RepositoryTest } from "./use-repository-test";

export interface RepositoryFormProps<Draft extends PlaceDraft> extends Pick<RepositoryChoice, "connection"> {
  workspace: string;
  test: RepositoryTest<Draft>;
  /** What becomes of the repository, after whose credentials are used. */
  purpose: string;
  backHref: string;
  words: { readonly busy: string; readonly again: string; readonly note: string };
  /** Shows that it passed, too; else only what failed. */
  showsPassed?: boolean;
  /** The fields. */
  children: ReactNode;
}

/** A step of a set-up that asks for a repository and connects to it before going on. */
export function RepositoryForm<Draft extends PlaceDraft>(props: RepositoryFormProps<Draft>) {
  const { workspace, connection, test, purpose, backHref, words, showsPassed = false, children } = props;
  const { errors, attempt, busy, result, next } = test;
  const failed = result !== null && !result.ok;
  return (
    <form
      noValidate
      className="max-w-3xl space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      <FormErrorSummary errors={errors.filter(() => attempt > 0)} attempt={attempt} />
      <p className="wrap-anywhere text-ink-muted">
        Signed in with <bdi className="font-medium text-ink">{connection.name}</bdi>. {purpose}
      </p>
      {children}
      <TestOutcome pending={busy} result={failed || showsPassed ? result : null} failure={null} />
      {failed ? (
        <>
          <CheckSteps steps={result.steps} />
          <ConfirmHostKeys workspace={workspace} connectionId={connection.id} steps={result.steps} onConfirmed={next} />
        </>
      ) : null}
      <div>
        <div className="flex gap-2">
          <ButtonLink href={backHref}>Back</ButtonLink>
          <Button type="submit" variant="primary" pending={busy} pendingLabel={words.busy}>
            {failed ? words.again : "Next"}
          </Button>
        </div>
        <p className="mt-2 text-sm text-ink-muted">{words.note}</p>
      </div>
    </form>
  );
}
