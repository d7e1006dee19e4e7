/** A step through the browser's history that stays in this document: Back, Forward, or a jump. */
export interface HistoryStep {
  /** The path and query it would lead to. */
  readonly address: string;
  /** Keeps the page as it is. */
  stop(): void;
  /** Takes the step after all. */
  take(): void;
}

// The parts of the Navigation API used here; the compiler's library does not know it yet.
interface NavigateEvent extends Event {
  readonly navigationType: string;
  readonly destination: { readonly url: string; readonly key: string; readonly sameDocument: boolean };
}

interface Navigation extends EventTarget {
  traverseTo(key: string): unknown;
}

/**
 * Calls `onStep` before each step that can still be stopped; gives back what ends it. Steps to another document ask by
 * `beforeunload` instead. A browser without the Navigation API cannot stop a step without spoiling its history: never called.
 */
export function watchHistory(onStep: (step: HistoryStep) => void): () => void {
  const navigation = (window as { navigation?: Navigation }).navigation;
  if (!navigation) return () => {};
  let allowed: string | null = null;
  const onNavigate = (event: Event) => {
    const { navigationType, destination, cancelable } = event as NavigateEvent;
    if (navigationType !== "traverse" || !cancelable || !destination.sameDocument) return;
    const { key } = destination;
    if (key === allowed) {
      allowed = null;
      return;
    }
    const { pathname, search } = new URL(destination.url);
    onStep({
      address: `${pathname}${search}`,
      stop: () => event.preventDefault(),
      take: () => {
        allowed = key;
        navigation.traverseTo(key);
      },
    });
  };
  navigation.addEventListener("navigate", onNavigate);
  return () => navigation.removeEventListener("navigate", onNavigate);
}
