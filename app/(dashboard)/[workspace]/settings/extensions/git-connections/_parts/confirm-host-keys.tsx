"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import type { CheckResult } from "@/server/domain/git-connections/ports";
import { HostKeyList } from "./host-key-list";

export interface ConfirmHostKeysProps {
  workspace: string;
  connectionId: string;
  steps: readonly CheckResult[];
  onConfirmed: () => void;
}

/** When a test met a server whose keys nobody has confirmed: shows them, to be compared and kept. */
export function ConfirmHostKeys({ workspace, connectionId, steps, onConfirmed }: ConfirmHostKeysProps) {
  const trpc = useTRPC();
  const update = useMutation(trpc.gitConnections.update.mutationOptions());
  const step = steps.find((each) => each.step === "host-key" && each.status === "failed");
  const keys = step?.shownKeys ?? [];
  if (keys.length === 0) return null;
  const confirm = () => {
    const confirmedHostKeys = keys.map((key) => key.knownHostsLine.trim());
    update.mutate({ workspace, id: connectionId, confirmedHostKeys }, { onSuccess: onConfirmed });
  };
  return (
    <div className="space-y-2 rounded-md border border-line p-3">
      <p className="font-medium">The keys that the server showed</p>
      <p className="text-sm text-ink-muted">
        Compare them with what the host's administrator publishes. A key that changed without a reason can mean that
        somebody stands in between.
      </p>
      <HostKeyList keys={keys} />
      <Button pending={update.isPending} pendingLabel="Saving" onClick={confirm}>
        These are the host's keys: accept them
      </Button>
      {update.isError ? (
        <Notice kind="danger" live>
          {failureText(update.error)}
        </Notice>
      ) : null}
    </div>
  );
}
