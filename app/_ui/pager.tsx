import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "./button-link";
import { buttonLook } from "./button-look";

export interface PagerProps {
  /** Keyset addresses; leave out at either end. */
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  /** "1–50 of 5,000", or "50 shown" where a total would be slow. */
  shown: string;
}

/** Previous and next page of a list. */
export function Pager({ previousHref, nextHref, shown }: PagerProps) {
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 px-1 py-2">
      <p className="text-sm text-ink-muted tabular-nums">{shown}</p>
      <div className="flex gap-2">
        <PagerLink href={previousHref}>
          <ChevronLeft aria-hidden className="size-4" />
          Previous
        </PagerLink>
        <PagerLink href={nextHref}>
          Next
          <ChevronRight aria-hidden className="size-4" />
        </PagerLink>
      </div>
    </nav>
  );
}

function PagerLink({ href, children }: { href: string | undefined; children: React.ReactNode }) {
  if (href === undefined) {
    return (
      <span aria-disabled className={`${buttonLook("secondary", "sm")} border-line text-ink-faint`}>
        {children}
      </span>
    );
  }
  return (
    <ButtonLink href={href} size="sm">
      {children}
    </ButtonLink>
  );
}
