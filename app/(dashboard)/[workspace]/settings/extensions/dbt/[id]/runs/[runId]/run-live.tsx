"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { isActive } from "../../../../_parts/words";
import { runToShow } from "../../../_parts/run-to-show";
import { RunView, type ViewedRun } from "./run-view";

const pollMs = 700;

export interface RunLiveProps {
  workspace: string;
  run: ViewedRun;
  mayRetry: boolean;
  /** What changed and what is wrong, made on the server. */
  children: ReactNode;
}

/** A model sync as the server has it now: asked again while it is not finished, so that a reload loses nothing. */
export function RunLive({ workspace, run, mayRetry, children }: RunLiveProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.dbtModels.run.queryOptions(
      { workspace, id: run.id },
      {
        enabled: isActive(run.status),
        staleTime: 0,
        refetchInterval: ({ state }) => (isActive(state.data?.status ?? run.status) ? pollMs : false),
      },
    ),
  );
  const now = runToShow<ViewedRun>(run, data);
  const wasActive = useRef(isActive(run.status));
  useEffect(() => {
    const active = isActive(now.status);
    // What changed is shown by the server: ask for it once the run has ended.
    if (wasActive.current && !active) router.refresh();
    wasActive.current = active;
  }, [now.status, router]);
  return (
    <RunView workspace={workspace} run={now} mayRetry={mayRetry}>
      {children}
    </RunView>
  );
}
