import { Notice } from "@/app/_ui/notice";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ViewedModel } from "./model-frame";

/** What one should know before relying on a model's columns; nothing when they are all known. */
export function ColumnNotices({ model: { columns, warehouse } }: { model: ViewedModel }) {
  const { assumedSources, complete } = columns;
  return (
    <>
      {columns.columns.length > 0 && !complete ? (
        <Notice kind="warning">
          There may be more: its SQL selects columns that cannot be told without the warehouse.
        </Notice>
      ) : null}
      {assumedSources.length > 0 ? (
        <Notice>
          A star was taken to mean the documented columns of {assumedSources.join(", ")}. Documentation may lag behind.
        </Notice>
      ) : null}
      {warehouse ? <WarehouseNotices warehouse={warehouse} /> : null}
    </>
  );
}

function WarehouseNotices({ warehouse }: { warehouse: NonNullable<ViewedModel["warehouse"]> }) {
  const { found, describedAt, missing, extra } = warehouse;
  if (!found)
    return (
      <Notice kind="warning" title="The warehouse has no such relation">
        It was asked <RelativeTime at={describedAt} />. Build the model with dbt, or check the database and schema in
        the project's settings and what the source's user may see.
      </Notice>
    );
  return (
    <>
      {missing.length > 0 ? (
        <Notice kind="warning" title={`Not in the warehouse: ${listed(missing)}`}>
          The project's files tell of it. The relation may have been built before this commit.
        </Notice>
      ) : null}
      {extra.length > 0 ? (
        <Notice kind="warning" title={`Only in the warehouse: ${listed(extra)}`}>
          The model's SQL does not give it any more: it may be gone once dbt builds the relation anew.
        </Notice>
      ) : null}
    </>
  );
}

const mostListed = 8;

const listed = (names: readonly string[]) =>
  names.length > mostListed
    ? `${names.slice(0, mostListed).join(", ")} and ${names.length - mostListed} more`
    : names.join(", ");
