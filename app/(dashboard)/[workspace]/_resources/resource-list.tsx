import { Plus } from "lucide-react";
import { redirect } from "next/navigation";
import { apiFor, isRefusal, meIn } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { NoResults } from "@/app/_ui/no-results";
import { PageHeader } from "@/app/_ui/page-header";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { isAllowed, isAllowedSomewhere, mayBegin, writePermission } from "@/server/core/permissions";
import { FamilyTabs } from "./family-tabs";
import { listHref } from "./hrefs";
import { kindWord } from "./kind-words";
import { ListFilters } from "./list-filters";
import { isNarrowed, type ListQuery, listQuery } from "./list-query";
import { ReadOnlyHint } from "./read-only-hint";
import { ResourceTable } from "./resource-table";

export interface ResourceListProps {
  slug: string;
  kind: KindName;
  params: SearchParams;
}

/** The list page of any kind. Its whole state is in the address; one page of rows is all that is fetched. */
export async function ResourceList({ slug, kind, params }: ResourceListProps) {
  const { plural } = resourceKinds[kind];
  const path = listHref(slug, kind);
  const query = listQuery(kind, params);
  const [me, list, values] = await Promise.all([
    meIn(slug),
    fetchRows(slug, query, path, params),
    fetchFilters(slug, kind),
  ]);
  const mayCreate = mayBegin(me.access, kind);
  const narrowed = isNarrowed(query);
  const create = mayCreate ? (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden className="size-4" />}>
      {kind === "user" ? "Invite user" : `New ${kindWord(kind)}`}
    </ButtonLink>
  ) : null;
  const nothing = narrowed ? (
    <NoResults what={`${kindWord(kind)}s`} clearHref={path} />
  ) : isAllowed(me.access, "workspace:read") ? (
    <EmptyState title={`No ${kindWord(kind)}s yet`} action={create}>
      {resourceKinds[kind].about}
    </EmptyState>
  ) : (
    <EmptyState title={`No ${kindWord(kind)}s that your roles show`} action={create}>
      Your roles reach single resources of this workspace. A Workspace Owner can give you more.
    </EmptyState>
  );
  return (
    <>
      <FamilyTabs slug={slug} kind={kind} access={me.access} />
      <PageHeader
        title={plural}
        count={list.total}
        actions={create}
        {...(isAllowedSomewhere(me.access, writePermission[kind])
          ? {}
          : { description: <ReadOnlyHint permission={writePermission[kind]} /> })}
      />
      {list.total > 0 || narrowed ? (
        <ListFilters
          kind={kind}
          values={values}
          clearHref={narrowed ? hrefWith(path, sortOnly(params), {}) : undefined}
        />
      ) : null}
      {list.items.length === 0 && !list.previous ? (
        nothing
      ) : (
        <ResourceTable slug={slug} kind={kind} list={list} query={query} params={params} />
      )}
    </>
  );
}

const sortOnly = ({ sort, dir }: SearchParams): SearchParams => ({ sort, dir });

/** A cursor that is not one, or whose row has a new name, leads to the first page instead of an error. */
async function fetchRows(slug: string, query: ListQuery, path: string, params: SearchParams) {
  const api = await apiFor();
  try {
    return await api.resources.rows({ workspace: slug, ...query });
  } catch (error) {
    if (isRefusal(error, "BAD_REQUEST") && (query.after || query.before)) redirect(hrefWith(path, params, {}));
    throw error;
  }
}

async function fetchFilters(slug: string, kind: KindName) {
  const { catalog, attributes } = resourceKinds[kind];
  if (!catalog && !("labels" in attributes)) return { types: [], labels: [] };
  return (await apiFor()).resources.filterValues({ workspace: slug, kind });
}
