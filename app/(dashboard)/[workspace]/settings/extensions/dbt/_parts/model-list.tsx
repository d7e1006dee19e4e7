import { Badge } from "@/app/_ui/badge";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { EmptyState } from "@/app/_ui/empty-state";
import { formatNumber } from "@/app/_ui/format";
import { NoResults } from "@/app/_ui/no-results";
import { StateBadge } from "@/app/_ui/state-badge";
import { hrefWith, type SearchParams } from "@/app/_ui/url-state";
import type { ListedModel, ModelList as Models } from "@/server/domain/dbt-models/list-models";
import { dbtPlace } from "./dbt-place";
import { isNarrowed } from "./models-query";
import { nodeLooks } from "./words";

export interface ModelListProps {
  workspace: string;
  projectId: string;
  models: Models;
  query: SearchParams;
  /** False before the first load. */
  isLoaded: boolean;
}

const mono = (text: string) => (
  <code dir="ltr" title={text} className="line-clamp-2 font-mono text-sm wrap-anywhere">
    {text}
  </code>
);

const columns: readonly Column<ListedModel>[] = [
  { key: "name", header: "Model", cell: (model) => <NameCell model={model} /> },
  {
    key: "state",
    header: "State",
    cell: ({ state, stateReason }) => (
      <>
        <StateBadge {...nodeLooks[state]} />
        {stateReason ? (
          <span title={stateReason} className="mt-0.5 line-clamp-2 text-ink-muted wrap-anywhere">
            {stateReason}
          </span>
        ) : null}
      </>
    ),
    className: "min-w-56",
  },
  { key: "materialized", header: "Materialization", cell: ({ materialized }) => materialized },
  {
    key: "relation",
    header: "Relation",
    cell: ({ relationName }) => (relationName ? mono(relationName) : "—"),
    className: "min-w-64",
  },
  {
    key: "columns",
    header: "Columns",
    align: "end",
    cell: (model) => <ColumnCount model={model} />,
  },
  { key: "folder", header: "Folder", cell: ({ folder }) => (folder ? mono(folder) : "—"), className: "min-w-40" },
  {
    key: "tags",
    header: "Tags",
    cell: ({ tags }) => (
      <span className="flex flex-wrap gap-1">
        {tags.slice(0, 4).map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
        {tags.length > 4 ? <span className="text-ink-muted">and {tags.length - 4} more</span> : null}
      </span>
    ),
  },
  { key: "group", header: "Group", cell: ({ group }) => group ?? "—" },
];

/** Columns that would be empty in every row are left out. */
const columnsFor = (rows: readonly ListedModel[]) =>
  columns.filter(
    ({ key }) =>
      (key !== "group" || rows.some(({ group }) => group !== null)) &&
      (key !== "tags" || rows.some(({ tags }) => tags.length > 0)),
  );

/** A page of a project's models. */
export function ModelList({ workspace, projectId, models, query, isLoaded }: ModelListProps) {
  const at = dbtPlace(workspace);
  const path = at.models(projectId);
  return (
    <DataTable
      caption="Models"
      columns={columnsFor(models.items)}
      rows={models.items}
      rowKey={(model) => model.uniqueId}
      rowHref={(model) => at.model(projectId, model.uniqueId)}
      pager={{
        shown: `${formatNumber(models.items.length)} of ${formatNumber(models.total)}`,
        previousHref: models.previous ? hrefWith(path, query, { before: models.previous }) : undefined,
        nextHref: models.next ? hrefWith(path, query, { after: models.next }) : undefined,
      }}
      empty={
        isNarrowed(query) ? (
          <NoResults what="models" clearHref={path} />
        ) : (
          <EmptyState title={isLoaded ? "This dbt project has no models" : "No models yet"}>
            {isLoaded
              ? "Its folder holds a dbt_project.yml, and no model below its model paths."
              : "They are here once the first model sync has worked."}
          </EmptyState>
        )
      }
    />
  );
}

function ColumnCount({ model: { columnCount, columnsComplete } }: { model: ListedModel }) {
  if (columnsComplete) return <>{formatNumber(columnCount)}</>;
  if (columnCount === 0) return <>—</>;
  return (
    <>
      {formatNumber(columnCount)}
      <span aria-hidden>+</span>
      <span className="sr-only"> or more</span>
    </>
  );
}

function NameCell({ model }: { model: ListedModel }) {
  return (
    <>
      {model.name}
      {model.version === null ? null : (
        <span className="font-normal text-ink-muted">
          {" "}
          v{model.version}
          {model.isLatest ? ", latest" : ""}
        </span>
      )}
    </>
  );
}
