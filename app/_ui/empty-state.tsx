import type { ReactNode } from "react";

export interface EmptyStateProps {
  /** A lucide icon element. */
  icon?: ReactNode;
  /** "No sources yet". */
  title: string;
  /** What it is and why one would want it. */
  children?: ReactNode;
  /** The one action. */
  action?: ReactNode;
  /** The heading's rank; default 2. */
  level?: 2 | 3;
}

/** Nothing here yet, or nothing found: what it would be and the one thing to do. */
export function EmptyState({ icon, title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="flex flex-col items-center rounded-md border border-dashed border-line-strong px-6 py-12 text-center">
      {icon ? <div className="mb-3 text-ink-faint [&>svg]:size-8">{icon}</div> : null}
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children ? <div className="mt-1 max-w-prose text-ink-muted">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
