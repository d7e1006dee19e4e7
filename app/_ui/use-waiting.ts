"use client";

import { useSyncExternalStore } from "react";

const subscribe = () => () => {};

/** False while this part of the page is as the server sent it: a press would do nothing yet. */
const useTakenOver = () =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );

/**
 * The attributes of a button that cannot be pressed before the browser has taken over the page around it. It does not
 * look disabled meanwhile (`data-waiting`), and a form cannot be sent in the browser's own way, which would lose it.
 */
export function useWaiting(disabled: boolean | undefined) {
  const takenOver = useTakenOver();
  if (takenOver) return { disabled };
  return disabled ? { disabled } : { disabled: true, "data-waiting": "" };
}
