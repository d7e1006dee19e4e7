import { SearchX } from "lucide-react";
import { ButtonLink } from "./button-link";
import { EmptyState } from "./empty-state";

export interface NoResultsProps {
  /** What was searched, plural: "sources". */
  what: string;
  /** The list without search and filters. */
  clearHref: string;
}

/** A search or filter that matches nothing: says so and offers the whole list. */
export function NoResults({ what, clearHref }: NoResultsProps) {
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title={`No ${what} match`}
      action={<ButtonLink href={clearHref}>Clear search and filters</ButtonLink>}
    >
      Nothing here fits the search and filters that are set.
    </EmptyState>
  );
}
