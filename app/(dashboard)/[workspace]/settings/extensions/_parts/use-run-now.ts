"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { runToShow } from "./run-to-show";
import { isActive } from "./words";

const pollMs = 700;

interface Run {
  readonly status: string;
}

/** How a run's page asks for it: again and again while it is not finished, never once it is. */
export const whileActive = (run: Run) => ({
  enabled: isActive(run.status),
  staleTime: 0,
  refetchInterval: ({ state }: { state: { data: Run | undefined } }) =>
    isActive(state.data?.status ?? run.status) ? pollMs : (false as const),
});

/** The run to show, of the one the page was rendered with and the one asked for since. */
export function useRunNow<R extends Run>(rendered: R, asked: R | undefined): R {
  const router = useRouter();
  const now = runToShow(rendered, asked);
  const wasActive = useRef(isActive(rendered.status));
  useEffect(() => {
    const active = isActive(now.status);
    // What the run changed is shown by the server: ask for it once the run has ended.
    if (wasActive.current && !active) router.refresh();
    wasActive.current = active;
  }, [now.status, router]);
  return now;
}
