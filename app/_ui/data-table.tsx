import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";
import { Pager, type PagerProps } from "./pager";
import { SortLink, type TableSort } from "./sort-link";

export interface Column<Row> {
  /** Unique in the table; also the sort key when `sortable`. */
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers and durations stand at the right. */
  align?: "start" | "end";
  sortable?: boolean;
  /** Has its own links or buttons, which must stay above the row's link. */
  interactive?: boolean;
  /** Tailwind classes for the column, usually a width. */
  className?: string;
  /** The header is for screen readers only (a column of buttons). */
  headerHidden?: boolean;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers: "Sources". */
  caption: string;
  /** The first column names the row and carries its link. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  sort?: TableSort;
  pager?: PagerProps;
  /** Shown instead of the table when there are no rows: an `EmptyState`, or `NoResults` when a filter is set. */
  empty: ReactNode;
  /** As high as its rows; by default a long table scrolls inside itself under a fixed header. */
  fullHeight?: boolean;
}

/** How cells look is said once for all rows: it would be a third of a long table's bytes. */
const rowLook = clsx(
  "[&>tr]:relative [&>tr>*]:h-9 [&>tr>*]:border-b [&>tr>*]:border-line [&>tr>*]:px-3 [&>tr>*]:py-1",
  "[&>tr>th]:min-w-48 [&>tr>th]:font-medium [&>tr:last-child>*]:border-b-0",
);
/** The name's link reaches over its whole row. */
const linkedRowLook =
  "[&>tr]:hover:bg-hover [&>tr>th>a]:wrap-anywhere [&>tr>th>a]:after:absolute [&>tr>th>a]:after:inset-0";

/** The one table: dense, rendered on the server, whole row clickable, scrolling inside itself. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, sort, pager, empty, fullHeight } = props;
  if (rows.length === 0 && !pager?.previousHref) return <>{empty}</>;
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
          <tbody className={clsx(rowLook, rowHref && linkedRowLook)}>
            {rows.map((row) => (
              <BodyRow key={rowKey(row)} row={row} columns={columns} href={rowHref?.(row)} />
            ))}
          </tbody>
        </table>
      </section>
      {pager ? <Pager {...pager} /> : null}
    </div>
  );
}

function HeaderCell<Row>({ column, sort }: { column: Column<Row>; sort: TableSort | undefined }) {
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

interface BodyRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  href: string | undefined;
}

function BodyRow<Row>({ row, columns, href }: BodyRowProps<Row>) {
  return (
    <tr>
      {columns.map((column, index) => {
        const content = column.cell(row);
        const look = clsx(column.align === "end" && "text-right tabular-nums", column.className) || undefined;
        if (index > 0) {
          return (
            <td key={column.key} className={look}>
              {column.interactive ? <div className="relative z-[1] w-fit">{content}</div> : content}
            </td>
          );
        }
        return (
          <th key={column.key} scope="row" className={look} dir="auto">
            {href ? (
              <Link href={href} quiet>
                <span className="line-clamp-2">{content}</span>
              </Link>
            ) : (
              content
            )}
          </th>
        );
      })}
    </tr>
  );
}
