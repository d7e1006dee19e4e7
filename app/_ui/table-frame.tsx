import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Pager, type PagerProps } from "./pager";
import { SortLink, type TableSort } from "./sort-link";

/** A column as its header shows it. */
export interface HeaderColumn {
  /** Unique in the table; also the sort key when `sortable`. */
  key: string;
  header: string;
  /** Numbers and durations stand at the right. */
  align?: "start" | "end";
  sortable?: boolean;
  /** Tailwind classes for the column, usually a width. */
  className?: string;
  /** The header is for screen readers only (a column of buttons). */
  headerHidden?: boolean;
}

export interface TableFrameProps {
  /** Names the table for screen readers: "Sources". */
  caption: string;
  columns: readonly HeaderColumn[];
  sort?: TableSort | undefined;
  pager?: PagerProps | undefined;
  /** As high as its rows; by default a long table scrolls inside itself under a fixed header. */
  fullHeight?: boolean | undefined;
  /** The first cell of each row is a link, which reaches over the whole row. */
  linked?: boolean;
  /** `tr` elements of plain `td`, the first a `th`. */
  children: ReactNode;
}

/** How cells look is said once for all rows: it would be a third of a long table's bytes. */
const rowLook = clsx(
  "[&>tr]:relative [&>tr>*]:h-9 [&>tr>*]:border-b [&>tr>*]:border-line [&>tr>*]:px-3 [&>tr>*]:py-1",
  "[&>tr>th]:min-w-48 [&>tr>th]:font-medium [&>tr:last-child>*]:border-b-0",
);
/** The name's link reaches over its whole row. */
const linkedRowLook =
  "[&>tr]:hover:bg-hover [&>tr>th>a]:wrap-anywhere [&>tr>th>a]:after:absolute [&>tr>th>a]:after:inset-0";

/** A table without its rows: its box, its headers, how its cells look, and its pager. */
export function TableFrame({ caption, columns, sort, pager, fullHeight, linked, children }: TableFrameProps) {
  return (
    <div className="min-w-0">
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
        tabIndex={0}
        className={clsx(
          "relative overflow-auto rounded-md border border-line bg-surface",
          fullHeight ? null : "md:max-h-[max(20rem,calc(100dvh-13.5rem))]",
        )}
      >
        <table className="w-full border-separate border-spacing-0 text-left text-sm">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody className={clsx(rowLook, linked && linkedRowLook)}>{children}</tbody>
        </table>
      </section>
      {pager ? <Pager {...pager} /> : null}
    </div>
  );
}

function HeaderCell({ column, sort }: { column: HeaderColumn; sort: TableSort | undefined }) {
  const sorted = sort?.key === column.key ? sort.direction : undefined;
  return (
    <th
      scope="col"
      aria-sort={sorted === undefined ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={clsx(
        "sticky top-0 z-10 h-8 border-b border-line bg-sunken px-3 font-medium whitespace-nowrap text-ink-muted",
        column.align === "end" && "text-right",
        column.className,
      )}
    >
      {column.sortable && sort ? (
        <SortLink column={column.key} sort={sort}>
          {column.header}
        </SortLink>
      ) : (
        <span className={column.headerHidden ? "sr-only" : undefined}>{column.header}</span>
      )}
    </th>
  );
}
