"use client";

import { Link } from "@/app/_ui/link";
import { type Cell, ListCell } from "./list-cell";

export interface ShownRow {
  readonly id: string;
  readonly href: string;
  /** As many as there are columns; the first is the name. */
  readonly cells: readonly Cell[];
}

export interface ListRowsProps {
  readonly columns: readonly { readonly key: string; readonly align: "start" | "end" }[];
  readonly rows: readonly ShownRow[];
}

/** The rows of a list page. They travel as data, since as elements they would be sent twice. */
export function ListRows({ columns, rows }: ListRowsProps) {
  return rows.map(({ id, href, cells }) => (
    <tr key={id}>
      {columns.map(({ key, align }, index) =>
        index === 0 ? (
          <th key={key} scope="row" dir="auto">
            <Link href={href} quiet>
              <span className="line-clamp-2">
                <ListCell cell={cells[0] ?? null} />
              </span>
            </Link>
          </th>
        ) : (
          <td key={key} className={align === "end" ? "text-right tabular-nums" : undefined}>
            <ListCell cell={cells[index] ?? null} />
          </td>
        ),
      )}
    </tr>
  ));
}
