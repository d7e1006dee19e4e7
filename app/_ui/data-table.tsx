import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link } from "./link";
import type { PagerProps } from "./pager";
import type { TableSort } from "./sort-link";
import { type HeaderColumn, TableFrame } from "./table-frame";

export interface Column<Row> extends HeaderColumn {
  cell: (row: Row) => ReactNode;
  /** Has its own links or buttons, which must stay above the row's link. */
  interactive?: boolean;
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

/** The one table: dense, rendered on the server, whole row clickable, scrolling inside itself. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, rowHref, sort, pager, empty, fullHeight } = props;
  if (rows.length === 0 && !pager?.previousHref) return <>{empty}</>;
  const frame = { caption, columns, sort, pager, fullHeight };
  return (
    <TableFrame {...frame} linked={rowHref !== undefined}>
      {rows.map((row) => (
        <BodyRow key={rowKey(row)} row={row} columns={columns} href={rowHref?.(row)} />
      ))}
    </TableFrame>
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
