"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { RelativeTime } from "@/app/_ui/relative-time";
import { TextInput } from "@/app/_ui/text-input";
import type { CheckResult } from "@/server/domain/git-connections/ports";
import { CheckSteps } from "../../_parts/check-steps";
import { ConfirmHostKeys } from "./confirm-host-keys";
import { TestOutcome } from "./test-outcome";

export interface TestConnectionProps {
  workspace: string;
  connectionId: string;
  /** Where the form begins: the repository that uses the connection. */
  url: string;
  branch: string;
  lastTest: readonly CheckResult[] | null;
  lastTestedAt: Date | null;
}

/** Tries the connection against a repository, for real, and shows what each step found. */
export function TestConnection(props: TestConnectionProps) {
  const { workspace, connectionId, lastTest, lastTestedAt } = props;
  const router = useRouter();
  const trpc = useTRPC();
  const test = useMutation(trpc.gitConnections.test.mutationOptions());
  const [url, setUrl] = useState(props.url);
  const [branch, setBranch] = useState(props.branch);
  const failure = test.isError ? failureOf(test.error) : null;
  const errorOf = (name: string) => failure?.fields.find((field) => field.path === name)?.message;
  const run = () => test.mutate({ workspace, id: connectionId, url, branch }, { onSuccess: () => router.refresh() });
  const steps = test.data?.steps ?? lastTest;
  return (
    <div className="space-y-4">
      <form
        noValidate
        className="grid gap-4 sm:grid-cols-[1fr_12rem]"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Field name="url" label="Repository URL" required error={errorOf("url")}>
          <TextInput mono name="url" value={url} onChange={(event) => setUrl(event.target.value)} />
        </Field>
        <Field name="branch" label="Branch" required error={errorOf("branch")}>
          <TextInput mono name="branch" value={branch} onChange={(event) => setBranch(event.target.value)} />
        </Field>
        <div className="sm:col-span-2">
          <Button type="submit" pending={test.isPending} pendingLabel="Testing">
            Test connection
          </Button>
          <p className="mt-1 text-sm text-ink-muted">
            To prove that it may write, a small trial branch is pushed and deleted again.
          </p>
        </div>
      </form>
      <TestOutcome pending={test.isPending} result={test.data ?? null} failure={failure} />
      {steps && !test.isPending ? (
        <section aria-label="Steps of the test" className="space-y-2">
          {test.data || !lastTestedAt ? null : (
            <p className="text-sm text-ink-muted">
              Last tested <RelativeTime at={lastTestedAt} />
            </p>
          )}
          <CheckSteps steps={steps} />
          <ConfirmHostKeys workspace={workspace} connectionId={connectionId} steps={steps} onConfirmed={run} />
        </section>
      ) : null}
    </div>
  );
}
