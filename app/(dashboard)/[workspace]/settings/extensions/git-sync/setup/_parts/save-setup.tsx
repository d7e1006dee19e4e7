"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { type Failure, failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Link } from "@/app/_ui/link";
import { place } from "../../../_parts/place";

export interface SaveSetupProps {
  workspace: string;
  connectionId: string;
  url: string;
  branch: string;
  path: string;
  backHref: string;
}

/** Saves the set-up and opens the run of the first sync; a refusal says what the host said. */
export function SaveSetup({ workspace, connectionId, url, branch, path, backHref }: SaveSetupProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const setUp = useMutation(trpc.gitSync.setUp.mutationOptions());
  const save = () =>
    setUp.mutate(
      { workspace, connectionId, url, branch, path },
      { onSuccess: ({ runId }) => router.push(place(workspace).run(runId)) },
    );
  return (
    <div className="space-y-4">
      {setUp.isError ? (
        <SetUpFailed workspace={workspace} connectionId={connectionId} failure={failureOf(setUp.error)} />
      ) : null}
      <div className="flex gap-2">
        <ButtonLink href={backHref}>Back</ButtonLink>
        <Button variant="primary" pending={setUp.isPending || setUp.isSuccess} pendingLabel="Saving" onClick={save}>
          Save and sync
        </Button>
      </div>
    </div>
  );
}

function SetUpFailed({
  workspace,
  connectionId,
  failure,
}: {
  workspace: string;
  connectionId: string;
  failure: Failure;
}) {
  const { title, hostWords } = failure.data;
  const reason = typeof title === "string" ? title : failure.fields.map((field) => field.message).join(" ");
  return (
    <ErrorState
      live
      title={failure.message}
      {...(typeof hostWords === "string" && hostWords !== "" ? { cause: hostWords } : {})}
      next={
        <>
          {reason ? <p className="font-medium">{reason}</p> : null}
          {failure.next ? <p>{failure.next}</p> : null}
        </>
      }
      {...(failure.reference ? { errorId: failure.reference } : {})}
      {...(failure.code === "git"
        ? { action: <Link href={place(workspace).connection(connectionId)}>Open the Git connection</Link> }
        : {})}
    />
  );
}
