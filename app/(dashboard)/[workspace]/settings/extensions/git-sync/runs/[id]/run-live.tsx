"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { isActive } from "../../../_parts/words";
import { RunView, type ViewedRun } from "./run-view";

const pollMs = 700;

export interface RunLiveProps {
  workspace: string;
  run: ViewedRun;
  mayRetry: boolean;
  /** The diff of the chosen commit, made on the server. */
  children: ReactNode;
}

/** A run as the server has it now: asked again while it is not finished, so that a reload loses nothing. */
export function RunLive({ workspace, run, mayRetry, children }: RunLiveProps) {
  const router = useRouter();
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.gitSync.run.queryOptions(
      { workspace, id: run.id },
      {
        initialData: run,
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data && isActive(state.data.status) ? pollMs : false),
      },
    ),
  );
  const wasActive = useRef(isActive(run.status));
  useEffect(() => {
    const active = isActive(data.status);
    // The diff of the commit is made on the server: ask for it once the run has ended.
    if (wasActive.current && !active) router.refresh();
    wasActive.current = active;
  }, [data.status, router]);
  return (
    <RunView workspace={workspace} run={data} mayRetry={mayRetry}>
      {children}
    </RunView>
  );
}
