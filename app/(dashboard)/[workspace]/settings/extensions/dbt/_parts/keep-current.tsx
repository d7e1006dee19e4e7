"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/app/_trpc/client";
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
  const router = useRouter();
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
  const now = data === undefined ? mark : markOf(data, id);
  const shown = useRef(mark);
  useEffect(() => {
    if (now === shown.current) return;
    shown.current = now;
    router.refresh();
  }, [now, router]);
  return null;
}
