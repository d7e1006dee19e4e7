import { apiFor } from "@/app/_trpc/server";
import { hrefWith } from "@/app/_ui/url-state";
import { place } from "../../_parts/place";
import { RunsTable } from "./runs-table";

export interface RunHistoryProps {
  workspace: string;
  /** The id of the last run seen. */
  before: string | undefined;
  /** Show nothing, not even a heading, when there is no run. */
  hideEmpty: boolean;
}

/** The runs of Git Sync, a page of them. */
export async function RunHistory({ workspace, before, hideEmpty }: RunHistoryProps) {
  const api = await apiFor();
  const { items, next } = await api.gitSync.runs({ workspace, ...(before ? { before } : {}) });
  if (items.length === 0 && hideEmpty) return null;
  const path = place(workspace).gitSync;
  return (
    <section aria-labelledby="history" className="mt-6">
      <h2 id="history" className="mb-2 text-lg font-semibold">
        History
      </h2>
      <RunsTable
        workspace={workspace}
        runs={items}
        previousHref={before ? path : undefined}
        nextHref={next ? hrefWith(path, {}, { before: next }) : undefined}
      />
    </section>
  );
}
