import type { ReactNode } from "react";

/** What few people need, behind a line that says what it is. */
export function Folded({ summary, children }: { readonly summary: string; readonly children: ReactNode }) {
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="cursor-default font-medium">{summary}</summary>
      <div className="mt-2 space-y-5">{children}</div>
    </details>
  );
}
