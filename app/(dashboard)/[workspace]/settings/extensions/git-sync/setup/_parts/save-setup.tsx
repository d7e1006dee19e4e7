"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { type Failure, failureOf } from "@/app/_trpc/failure";
import { Button } from "@/app/_ui/button";
import { ButtonLink } from "@/app/_ui/button-link";
import { ErrorState } from "@/app/_ui/error-state";
import { Link } from "@/app/_ui/link";
import { showToast } from "@/app/_ui/toast";
import { place } from "../../../_parts/place";
import type { Flow } from "./setup-state";

export interface SaveSetupProps {
  workspace: string;
  flow: Flow;
  connectionId: string;
  url: string;
  branch: string;
  path: string;
  backHref: string;
}

/** Saves what was chosen and opens the run that follows, if one does; a refusal says what the host said. */
export function SaveSetup({ workspace, flow, connectionId, url, branch, path, backHref }: SaveSetupProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const setUp = useMutation(trpc.gitSync.setUp.mutationOptions());
  const update = useMutation(trpc.gitSync.update.mutationOptions());
  const { error, isPending, isSuccess } = flow === "setup" ? setUp : update;
  const save = () => {
    const input = { workspace, connectionId, url, branch, path };
    const onSuccess = ({ runId }: { runId: string | null }) => {
      router.push(runId === null ? place(workspace).gitSync : place(workspace).run(runId));
      if (flow === "setup") return;
      showToast("success", "Git Sync changed");
      router.refresh();
    };
    if (flow === "setup") setUp.mutate(input, { onSuccess });
    else update.mutate(input, { onSuccess });
  };
  return (
    <div className="space-y-4">
      {error ? <SetUpFailed workspace={workspace} connectionId={connectionId} failure={failureOf(error)} /> : null}
      <div className="flex gap-2">
        <ButtonLink href={backHref}>Back</ButtonLink>
        <Button variant="primary" pending={isPending || isSuccess} pendingLabel="Saving" onClick={save}>
          {flow === "setup" ? "Save and sync" : "Save"}
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
