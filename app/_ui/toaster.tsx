"use client";

import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert, X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { IconButton } from "./icon-button";
import { currentToasts, dismissToast, subscribeToasts, type Toast } from "./toast";
import { TONE_TEXT } from "./tone";

const SHOWN_MS = 6_000;
const NONE: readonly Toast[] = [];

const ICONS: Record<Toast["kind"], LucideIcon> = {
  success: CircleCheck,
  danger: CircleAlert,
  warning: TriangleAlert,
  info: Info,
};

/** Where `showToast` messages appear. Stands once in the shell. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts, () => NONE);
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed right-3 bottom-3 z-50 flex w-80 max-w-[calc(100vw-1.5rem)] flex-col gap-2"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  const Icon = ICONS[toast.kind];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering or focusing only gives more time to read
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="floating pointer-events-auto flex items-start gap-2 py-1.5 pr-1.5 pl-3"
    >
      <Icon aria-hidden className={`mt-1 size-4 shrink-0 ${TONE_TEXT[toast.kind]}`} />
      <div className="min-w-0 grow py-0.5 wrap-anywhere">
        <p className="font-medium">{toast.title}</p>
        {toast.description ? <p className="text-ink-muted">{toast.description}</p> : null}
      </div>
      <IconButton size="sm" label="Dismiss" icon={<X aria-hidden />} onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
