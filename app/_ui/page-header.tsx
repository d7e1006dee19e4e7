import type { ReactNode } from "react";
import { Count } from "./count";
import { Identifier } from "./identifier";

export interface PageHeaderProps {
  title: string;
  /** How many there are, on a list page. */
  count?: number;
  /** The thing's id, shown with a copy button, on a detail page. */
  id?: string;
  /** A state badge. */
  badge?: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Buttons at the right; the primary one last. */
  actions?: ReactNode;
}

/** The top of every page: the only h1, what it is about, and its actions. */
export function PageHeader({ title, count, id, badge, description, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0 max-w-full flex-1 basis-72">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <h1 className="min-w-0 text-xl font-semibold wrap-anywhere" dir="auto">
            {title}
          </h1>
          {count === undefined ? null : (
            <span className="text-lg text-ink-muted">
              <Count value={count} label="in all" />
            </span>
          )}
          {badge}
        </div>
        {id ? <Identifier value={id} /> : null}
        {description ? <p className="mt-1 max-w-prose text-ink-muted">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
