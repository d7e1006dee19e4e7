"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { showToast } from "@/app/_ui/toast";
import { place } from "../../_parts/place";

/** Asks for a commit that brings the repository to the workspace's state, and opens its run. */
export function FullSyncButton({ workspace }: { workspace: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const request = useMutation(trpc.gitSync.requestFullSync.mutationOptions());
  const ask = () =>
    request.mutate(
      { workspace },
      {
        onSuccess: ({ runId }) => router.push(place(workspace).run(runId)),
        onError: (error) => showToast("danger", "Full Sync was not started", failureText(error)),
      },
    );
  return (
    <Button
      variant="primary"
      icon={<RefreshCw aria-hidden className="size-4" />}
      pending={request.isPending}
      onClick={ask}
    >
      Full Sync
    </Button>
  );
}

/** Tries a failed sync again now. */
export function RetryButton({ workspace }: { workspace: string }) {
  const router = useRouter();
  const trpc = useTRPC();
  const retry = useMutation(trpc.gitSync.retry.mutationOptions());
  const again = () =>
    retry.mutate(
      { workspace },
      {
        onSuccess: ({ runId }) => {
          showToast("info", "Trying again");
          if (runId) router.push(place(workspace).run(runId));
          router.refresh();
        },
        onError: (error) => showToast("danger", "It could not be tried again", failureText(error)),
      },
    );
  return (
    <Button pending={retry.isPending} pendingLabel="Starting" onClick={again}>
      Retry
    </Button>
  );
}

export interface RemoveSyncProps {
  workspace: string;
  /** Shown in the question. */
  repository: string;
  pending: number;
}

/** Ends Git Sync after asking; the repository stays as it is. */
export function RemoveSync({ workspace, repository, pending }: RemoveSyncProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const remove = useMutation(trpc.gitSync.remove.mutationOptions());
  const confirm = async () => {
    try {
      await remove.mutateAsync({ workspace });
    } catch (error) {
      return failureText(error);
    }
    showToast("success", "Git Sync removed");
    router.push(place(workspace).extensions);
    router.refresh();
  };
  return (
    <ConfirmDialog
      trigger={{ label: "Remove" }}
      title="Remove Git Sync from this workspace?"
      confirmLabel="Remove Git Sync"
      onConfirm={confirm}
    >
      <ul className="list-disc space-y-1 pl-5">
        <li>
          Nothing is pushed any more to <span className="font-mono text-sm wrap-anywhere">{repository}</span>. The
          repository and its history stay as they are.
        </li>
        {pending > 0 ? <li>Changes that are waiting are not pushed.</li> : null}
        <li>
          The Git connection, the history of runs and every change record stay. You can set Git Sync up again at any
          time.
        </li>
      </ul>
    </ConfirmDialog>
  );
}
