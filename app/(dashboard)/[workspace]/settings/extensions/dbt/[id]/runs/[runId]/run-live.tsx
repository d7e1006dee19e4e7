"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useRunNow, whileActive } from "../../../../_parts/use-run-now";
import { RunView, type ViewedRun } from "./run-view";

export interface RunLiveProps {
  workspace: string;
  run: ViewedRun;
  mayRetry: boolean;
  /** What changed and what is wrong, made on the server. */
  children: ReactNode;
}

/** A model sync as the server has it now: asked again while it is not finished, so that a reload loses nothing. */
export function RunLive({ workspace, run, mayRetry, children }: RunLiveProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.dbtModels.run.queryOptions({ workspace, id: run.id }, whileActive(run)));
  const now = useRunNow<ViewedRun>(run, data);
  return (
    <RunView workspace={workspace} run={now} mayRetry={mayRetry}>
      {children}
    </RunView>
  );
}
