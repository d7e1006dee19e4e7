"use client";

import { useMutation } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { failureText } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { showToast } from "@/app/_ui/toast";
import { dbtPlace } from "./dbt-place";

export interface SyncNowProps {
  workspace: string;
  projectId: string;
  /** Of a failed sync: the same, in the word for it. */
  retry?: boolean;
}

/** Asks for a model sync and opens its run. */
export function SyncNow({ workspace, projectId, retry = false }: SyncNowProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const request = useMutation(trpc.dbtModels.requestSync.mutationOptions());
  const ask = () =>
    request.mutate(
      { workspace, id: projectId },
      {
        onSuccess: ({ runId }) => router.push(dbtPlace(workspace).run(projectId, runId)),
        onError: (error) => showToast("danger", "The model sync was not started", failureText(error)),
      },
    );
  const pending = request.isPending || request.isSuccess;
  if (retry)
    return (
      <Button pending={pending} pendingLabel="Starting" onClick={ask}>
        Retry
      </Button>
    );
  return (
    <Button variant="primary" icon={<RefreshCw aria-hidden className="size-4" />} pending={pending} onClick={ask}>
      Sync now
    </Button>
  );
}
