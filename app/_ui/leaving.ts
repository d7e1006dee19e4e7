/** Asks the person; calls `go` when they want to leave all the same. */
export type LeaveGuard = (go: () => void) => void;

let guard: LeaveGuard | null = null;

/** Sets who is asked before the page is left by code; gives back what takes it away. */
export function guardLeaving(next: LeaveGuard): () => void {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}

/** Leaves the page by `go` (a push of the router), after asking where there are unsaved changes. For ways out that are no links. */
export function leave(go: () => void): void {
  if (guard) guard(go);
  else go();
}
