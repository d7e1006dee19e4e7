import type { ReactNode } from "react";

/** One step of the guide: its number, what it is for, and what to do. */
export function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className="rounded-md border border-line bg-surface">
      <h2 className="flex items-center gap-2 border-b border-line px-4 py-2 font-semibold">
        <span
          aria-hidden
          className="flex size-6 shrink-0 items-center justify-center rounded-full border border-line-strong text-xs text-ink-muted"
        >
          {number}
        </span>
        {title}
      </h2>
      <div className="space-y-3 p-4">{children}</div>
    </li>
  );
}

export function Mono({ children }: { children: ReactNode }) {
  return (
    <code className="font-mono text-sm wrap-anywhere" dir="ltr">
      {children}
    </code>
  );
}
