import { formatNumber } from "@/app/_ui/format";
import { TableFrame } from "@/app/_ui/table-frame";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { ListedRow } from "@/server/domain/resources/list-rows";
import { listHref, resourceHref } from "./hrefs";
import { columnsFor } from "./list-columns";
import { directionOf, type ListQuery } from "./list-query";
import { ListRows } from "./list-rows";

export interface ResourceTableProps {
  slug: string;
  kind: KindName;
  list: { items: readonly ListedRow[]; total: number; previous: string | null; next: string | null };
  query: ListQuery;
  params: SearchParams;
}

/** One page of a list, with links to its neighbours and to other orders. */
export function ResourceTable({ slug, kind, list, query, params }: ResourceTableProps) {
  const path = listHref(slug, kind);
  const columns = columnsFor(slug, kind);
  return (
    <TableFrame
      caption={resourceKinds[kind].plural}
      columns={columns.map(({ cell: _, ...header }) => header)}
      linked
      sort={{
        key: query.sort,
        direction: directionOf(query),
        href: (sort, dir) => hrefWith(path, params, { sort, dir }),
      }}
      pager={{
        previousHref: list.previous ? hrefWith(path, params, { before: list.previous }) : undefined,
        nextHref: list.next ? hrefWith(path, params, { after: list.next }) : undefined,
        shown: `${formatNumber(list.items.length)} of ${formatNumber(list.total)}`,
      }}
    >
      <ListRows
        columns={columns.map(({ key, align = "start" }) => ({ key, align }))}
        rows={list.items.map((row) => ({
          id: row.id,
          href: resourceHref(slug, kind, row.id),
          cells: columns.map(({ cell }) => cell(row)),
        }))}
      />
    </TableFrame>
  );
}
