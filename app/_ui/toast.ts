/** A short message that passes: what happened, to what. */
export interface Toast {
  id: number;
  kind: "success" | "danger" | "info" | "warning";
  title: string;
  description?: string | undefined;
}

type Listener = (toasts: readonly Toast[]) => void;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<Listener>();

function publish(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener(toasts);
}

/** Shows "Source saved" in the corner. For what must not be missed use a `Notice` or `ErrorState` on the page. */
export function showToast(kind: Toast["kind"], title: string, description?: string): void {
  publish([...toasts.slice(-3), { id: nextId++, kind, title, description }]);
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

export function subscribeToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentToasts(): readonly Toast[] {
  return toasts;
}
