"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/notice";
import { showToast } from "@/app/_ui/toast";

export interface CheckColumnsProps {
  workspace: string;
  projectId: string;
  uniqueId: string;
}

/** Asks the warehouse for the columns now; why it could not be asked stays below the button. */
export function CheckColumns({ workspace, projectId, uniqueId }: CheckColumnsProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const check = useMutation(trpc.dbtModels.checkColumns.mutationOptions());
  const ask = () =>
    check.mutate(
      { workspace, projectId, uniqueId },
      {
        onSuccess: ({ found }) => {
          showToast(
            "success",
            "The warehouse was asked",
            found ? "It described the columns." : "It has no such relation.",
          );
          router.refresh();
        },
      },
    );
  const failure = check.error ? failureOf(check.error) : null;
  return (
    <div className="space-y-2">
      <Button size="sm" pending={check.isPending} pendingLabel="Asking the warehouse" onClick={ask}>
        Check with the warehouse
      </Button>
      {failure ? (
        <Notice kind="danger" title={failure.message} live>
          {failure.next}
        </Notice>
      ) : null}
    </div>
  );
}
