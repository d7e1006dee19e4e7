import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface CardProps {
  /** A heading; leave out for a plain box. */
  title?: ReactNode;
  /** At the right of the heading. */
  actions?: ReactNode;
  /** The heading's rank; default 2. */
  level?: 2 | 3;
  /** No padding, for a table or code that reaches the border. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A bordered box for things that belong together. */
export function Card({ title, actions, level = 2, flush, className, children }: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={clsx("min-w-0 rounded-md border border-line bg-surface", className)}>
      {title ? (
        <header className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
          <Heading className="min-w-0 font-semibold">{title}</Heading>
          {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={flush ? undefined : "p-4"}>{children}</div>
    </section>
  );
}
