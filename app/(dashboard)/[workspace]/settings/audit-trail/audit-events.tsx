import { apiFor } from "@/app/_trpc/server";
import { Badge } from "@/app/_ui/badge";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { FilterBar } from "@/app/_ui/filter-bar";
import { FilterSelect } from "@/app/_ui/filter-select";
import { formatCount } from "@/app/_ui/format";
import { Link } from "@/app/_ui/link";
import { NoResults } from "@/app/_ui/no-results";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SearchBox } from "@/app/_ui/search-box";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import { allKinds, isKindName, resourceKinds } from "@/server/core/kinds/table";
import type { ListedAuditEvent } from "@/server/domain/audit/list-audit-events";
import { resourceHref } from "../../_resources/hrefs";
import { plainValues } from "../../_resources/list-query";

const otherTypes: { readonly [type: string]: string } = {
  workspace: "Workspace",
  invite: "Invite",
  git_connection: "Git connection",
  git_sync: "Git Sync",
};

const typeOptions = [
  ...allKinds.map(({ kind, singular }) => ({ value: kind as string, label: singular })),
  ...Object.entries(otherTypes).map(([value, label]) => ({ value, label })),
];

const typeWords = (type: string) => (isKindName(type) ? resourceKinds[type].singular : (otherTypes[type] ?? type));

/** The events, searched and narrowed through the address. */
export async function AuditEvents({ slug, params }: { slug: string; params: SearchParams }) {
  const path = `/${slug}/settings/audit-trail`;
  const query = (plainValues(params, "q")[0] ?? "").slice(0, 200);
  const known = new Set(typeOptions.map((option) => option.value));
  const resourceTypes = plainValues(params, "type").filter((type) => known.has(type));
  const after = plainValues(params, "after").find((id) => id.length <= 64);
  const api = await apiFor();
  const { items, next } = await api.audit.list({
    workspace: slug,
    query,
    resourceTypes,
    ...(after ? { after } : {}),
  });
  const narrowed = query !== "" || resourceTypes.length > 0;
  return (
    <>
      <FilterBar clearHref={narrowed ? path : undefined}>
        <SearchBox label="Search by person, event or name" />
        <FilterSelect label="What" param="type" options={typeOptions} />
      </FilterBar>
      <DataTable
        caption="Audit trail"
        columns={columns(slug)}
        rows={items}
        rowKey={(event) => event.id}
        pager={{
          shown: formatCount(items.length, "event"),
          previousHref: after ? hrefWith(path, params, {}) : undefined,
          nextHref: next ? hrefWith(path, params, { after: next }) : undefined,
        }}
        empty={
          narrowed ? (
            <NoResults what="events" clearHref={path} />
          ) : (
            <EmptyState title="No events yet">Every change of this workspace is written here as it happens.</EmptyState>
          )
        }
      />
    </>
  );
}

const columns = (slug: string): Column<ListedAuditEvent>[] => [
  { key: "type", header: "Event", cell: (event) => event.type },
  {
    key: "name",
    header: "What",
    interactive: true,
    cell: (event) => (
      <span className="block max-w-80 truncate" title={event.resourceName}>
        {event.exists && isKindName(event.resourceType) ? (
          <Link href={resourceHref(slug, event.resourceType, event.resourceId)} quiet>
            <bdi>{event.resourceName}</bdi>
          </Link>
        ) : (
          <bdi>{event.resourceName}</bdi>
        )}
      </span>
    ),
  },
  { key: "kind", header: "Kind", cell: (event) => <Badge>{typeWords(event.resourceType)}</Badge> },
  {
    key: "by",
    header: "By",
    cell: (event) => <bdi className="wrap-anywhere">{event.actorLabel}</bdi>,
    className: "min-w-40",
  },
  { key: "at", header: "When", cell: (event) => <RelativeTime at={event.at} /> },
];
