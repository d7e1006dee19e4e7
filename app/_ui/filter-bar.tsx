import type { ReactNode } from "react";
import { ButtonLink } from "./button-link";

export interface FilterBarProps {
  /** A `SearchBox` and any number of `FilterSelect`. */
  children: ReactNode;
  /** Given when a search or filter is set: the list without them. */
  clearHref?: string | undefined;
}

/** The row above a table that narrows it. */
export function FilterBar({ children, clearHref }: FilterBarProps) {
  return (
    <search className="mb-3 flex flex-wrap items-center gap-2">
      {children}
      {clearHref ? (
        <ButtonLink href={clearHref} variant="ghost">
          Clear
        </ButtonLink>
      ) : null}
    </search>
  );
}
