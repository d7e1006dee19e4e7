"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTRPC } from "@/app/_trpc/client";
import { useRunNow, useRunWatch } from "../../../_parts/use-run-now";
import { RunView, type ViewedRun } from "./run-view";

export interface RunLiveProps {
  workspace: string;
  run: ViewedRun;
  mayRetry: boolean;
  /** It has failed and its extension stands at that: the same run goes on when it is tried again. */
  mayGoOn: boolean;
  /** The diff of the chosen commit, made on the server. */
  children: ReactNode;
}

/** A run as the server has it now: asked again while it is not finished, so that a reload loses nothing. */
export function RunLive({ workspace, run, mayRetry, mayGoOn, children }: RunLiveProps) {
  const trpc = useTRPC();
  const { rendered, options } = useRunWatch<ViewedRun>(run, mayGoOn);
  const { data, dataUpdatedAt } = useQuery(trpc.gitSync.run.queryOptions({ workspace, id: run.id }, options));
  const now = useRunNow(rendered, { data, dataUpdatedAt });
  return (
    <RunView workspace={workspace} run={now} mayRetry={mayRetry}>
      {children}
    </RunView>
  );
}
