import { apiFor, orNotFound } from "@/app/_trpc/server";
import { Badge } from "@/app/_ui/badge";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { Link } from "@/app/_ui/link";
import { Tabs } from "@/app/_ui/tabs";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import type { RunChange } from "@/server/domain/dbt-models/list-runs";
import { changeKinds, changeLines, kindWords, mayBreak } from "../../../_parts/change-words";
import { dbtPlace } from "../../../_parts/dbt-place";
import type { ViewedRun } from "./run-view";

export interface RunChangesProps {
  workspace: string;
  run: ViewedRun;
  query: SearchParams;
}

const columnsFor = (workspace: string, projectId: string): readonly Column<RunChange>[] => [
  {
    key: "name",
    header: "Model",
    // A model that is gone has no page.
    cell: ({ name, kind, uniqueId }) =>
      kind === "removed" ? (
        name
      ) : (
        <Link href={dbtPlace(workspace).model(projectId, uniqueId)} quiet className="wrap-anywhere">
          {name}
        </Link>
      ),
  },
  {
    key: "kind",
    header: "Change",
    cell: (change) => (
      <span className="inline-flex flex-wrap gap-1">
        {kindWords[change.kind]}
        {mayBreak(change) ? <Badge tone="warning">May break a sync</Badge> : null}
      </span>
    ),
  },
  { key: "type", header: "Type", cell: ({ resourceType }) => resourceType },
  {
    key: "what",
    header: "What",
    cell: ({ facts, kind, previousId }) => (
      <ul className="space-y-0.5 wrap-anywhere">
        {kind === "renamed" && previousId ? <li>Was {previousId}</li> : null}
        {changeLines(facts).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    ),
    className: "min-w-80",
  },
];

/** The page that the address asks for; what is no position is left out. */
function pageOf(query: SearchParams): { before?: number; after?: number } {
  const position = (key: string) =>
    valuesOf(query, key)
      .filter((each) => /^\d{1,9}$/.test(each))
      .map(Number)[0];
  const [before, after] = [position("before"), position("after")];
  if (before !== undefined) return { before };
  return after === undefined ? {} : { after };
}

/** What a model sync found different from the models before it, what may break a sync first. */
export async function RunChanges({ workspace, run, query }: RunChangesProps) {
  const { counts } = run;
  const present = changeKinds.filter((kind) => (counts[kind] ?? 0) > 0);
  if (present.length === 0) return null;
  const kind = present.find((each) => each === valuesOf(query, "kind")[0]);
  const api = await apiFor();
  const changes = await orNotFound(
    api.dbtModels.runChanges({
      workspace,
      runId: run.id,
      kinds: kind ? [kind] : [],
      ...pageOf(query),
    }),
  );
  const path = dbtPlace(workspace).run(run.projectId, run.id);
  const tab = (label: string, value: string | null, count: number) => ({
    label,
    count,
    href: hrefWith(path, query, { kind: value }),
    current: (kind ?? null) === value,
  });
  const beside = (key: "before" | "after", position: number | null) =>
    position === null ? undefined : hrefWith(path, query, { [key]: String(position) });
  const all = present.reduce((sum, each) => sum + (counts[each] ?? 0), 0);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes" className="mb-2 text-lg font-semibold">
        What changed
      </h2>
      <Tabs
        label="Kinds of change"
        tabs={[tab("All", null, all), ...present.map((each) => tab(kindWords[each], each, counts[each] ?? 0))]}
      />
      <DataTable
        caption="Changes"
        columns={columnsFor(workspace, run.projectId)}
        rows={changes.items}
        rowKey={({ position }) => String(position)}
        empty={<p className="p-4 text-ink-muted">No change of this kind.</p>}
        {...(changes.previous !== null || changes.next !== null
          ? {
              pager: {
                shown: `${changes.items.length} shown`,
                previousHref: beside("before", changes.previous),
                nextHref: beside("after", changes.next),
              },
            }
          : {})}
        fullHeight
      />
    </section>
  );
}
