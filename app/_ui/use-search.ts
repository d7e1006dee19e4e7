"use client";

import { useCallback, useEffect, useRef, useState } from "react";

export type SearchState<Item> =
  | { kind: "idle" }
  | { kind: "searching"; items: readonly Item[] }
  | { kind: "found"; items: readonly Item[] }
  | { kind: "failed"; message: string };

const PAUSE_MS = 180;

/**
 * Runs `search` a moment after typing stops. A slow answer to an older question never replaces a newer one,
 * and what was found stays visible while the next search runs.
 */
export function useSearch<Item>(search: (query: string) => Promise<readonly Item[]>) {
  const [state, setState] = useState<SearchState<Item>>({ kind: "idle" });
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const ask = useCallback(
    (query: string, pauseMs = PAUSE_MS) => {
      turn.current += 1;
      const mine = turn.current;
      clearTimeout(timer.current);
      setState((before) => ({ kind: "searching", items: itemsOf(before) }));
      timer.current = setTimeout(() => {
        search(query).then(
          (items) => mine === turn.current && setState({ kind: "found", items }),
          () => mine === turn.current && setState({ kind: "failed", message: "The search did not answer. Try again." }),
        );
      }, pauseMs);
    },
    [search],
  );

  useEffect(
    () => () => {
      turn.current += 1;
      clearTimeout(timer.current);
    },
    [],
  );
  return { state, ask };
}

/** What there is to show in a state. */
export function itemsOf<Item>(state: SearchState<Item>): readonly Item[] {
  return state.kind === "found" || state.kind === "searching" ? state.items : [];
}
