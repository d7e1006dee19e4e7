"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { useRefreshWhenOther } from "../../_parts/use-refresh-when-other";
import { markOf } from "./project-mark";

/** Often while a model sync is under way, else as often as a push should be seen. */
const busyMs = 1_000;
const idleMs = 5_000;

export interface KeepCurrentProps {
  workspace: string;
  /** One project, or null for all. */
  id: string | null;
  /** How they stand on the page. */
  mark: string;
}

/** Renders the page anew as soon as dbt projects stand differently from what the page shows. */
export function KeepCurrent({ workspace, id, mark }: KeepCurrentProps) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.dbtModels.list.queryOptions(
      { workspace },
      {
        staleTime: 0,
        refetchInterval: ({ state }) => (state.data?.some((each) => each.activeRunId !== null) ? busyMs : idleMs),
      },
    ),
  );
  useRefreshWhenOther(mark, data === undefined ? mark : markOf(data, id));
  return null;
}
