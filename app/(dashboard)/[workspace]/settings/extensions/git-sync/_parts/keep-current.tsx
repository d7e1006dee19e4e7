"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { useRefreshWhenOther } from "../../_parts/use-refresh-when-other";
import { syncMark } from "./sync-mark";

/** Often while something is under way, else as often as a colleague's edit should be seen. */
const busyMs = 1_000;
const idleMs = 3_000;

/** Renders the page anew as soon as the Git Sync of the workspace stands differently from what the page shows. */
export function KeepCurrent({ workspace, mark }: { workspace: string; mark: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.gitSync.find.queryOptions(
      { workspace },
      {
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data?.activeRunId || (state.data?.enabled && state.data.pending > 0) ? busyMs : idleMs,
      },
    ),
  );
  useRefreshWhenOther(mark, data === undefined ? mark : syncMark(data));
  return null;
}
