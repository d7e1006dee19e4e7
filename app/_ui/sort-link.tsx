import { ArrowDown, ArrowUp } from "lucide-react";
import NextLink from "next/link";

export interface TableSort {
  key: string;
  direction: "asc" | "desc";
  /** The address of this list sorted so; usually `hrefWith`. */
  href: (key: string, direction: "asc" | "desc") => string;
}

/** A column header that sorts by its column, and turns the order round when it already does. */
export function SortLink({ column, sort, children }: { column: string; sort: TableSort; children: string }) {
  const active = sort.key === column;
  const next = active && sort.direction === "asc" ? "desc" : "asc";
  const Arrow = sort.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <NextLink
      href={sort.href(column, next)}
      prefetch={false}
      scroll={false}
      className="inline-flex items-center gap-1 rounded-md hover:text-ink hover:underline"
    >
      {children}
      {active ? <Arrow aria-hidden className="size-3.5" /> : null}
    </NextLink>
  );
}
