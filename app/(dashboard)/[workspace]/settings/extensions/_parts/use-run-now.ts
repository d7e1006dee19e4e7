"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { type Asked, askAfterMs, type Rendered, type Run, runToShow } from "./run-to-show";
import { isActive } from "./words";

/**
 * Keeps a run's page current: `options` for the query that asks for the run, and `now`, which picks what to show and has
 * the page rendered anew when the run has ended.
 */
export function useRunWatch<R extends Run>(run: R, mayGoOn: boolean) {
  const [rendered, setRendered] = useState<Rendered<R>>(() => ({ run, at: Date.now() }));
  if (rendered.run !== run) setRendered({ run, at: Date.now() });
  return {
    rendered,
    options: {
      enabled: askAfterMs(run, mayGoOn) !== false,
      staleTime: 0,
      // An answer that was on its way when the page was rendered anew may be the older one: it ends nothing.
      refetchInterval: ({ state }: { state: Asked<R> }) =>
        askAfterMs(runToShow(rendered, state), mayGoOn) || askAfterMs(run, mayGoOn),
    },
  };
}

/** The run to show, of the one the page was rendered with and the one asked for since. */
export function useRunNow<R extends Run>(rendered: Rendered<R>, asked: Asked<R>): R {
  const router = useRouter();
  const now = runToShow(rendered, asked);
  const wasActive = useRef(isActive(now.status));
  useEffect(() => {
    const active = isActive(now.status);
    // What the run changed is shown by the server: ask for it once the run has ended.
    if (wasActive.current && !active) router.refresh();
    wasActive.current = active;
  }, [now.status, router]);
  return now;
}
