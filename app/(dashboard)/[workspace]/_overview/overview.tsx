import { apiFor } from "@/app/_trpc/server";
import { type Access, isAllowed } from "@/server/core/permissions";
import { Attention } from "./attention";
import { ExtensionHealth } from "./extension-health";
import { KindCounts } from "./kind-counts";
import { LastChanges } from "./last-changes";

/** How the workspace stands: what needs attention, its extensions, its last changes, what it holds. */
export async function Overview({ workspace, access }: { workspace: string; access: Access }) {
  const api = await apiFor();
  const manage = isAllowed(access, "extensions:manage");
  // The repository holds everything, so it is nothing for those who may read single resources only.
  const all = isAllowed(access, "workspace:read");
  const [gitSync, dbtProjects, connections, runs, counts, changes] = await Promise.all([
    all ? api.gitSync.find({ workspace }) : null,
    all ? api.dbtModels.list({ workspace }) : [],
    manage ? api.gitConnections.list({ workspace }) : null,
    all ? api.gitSync.runs({ workspace, limit: 10 }) : { items: [] },
    api.resources.counts({ workspace }),
    api.resources.recentChanges({ workspace, limit: 12 }),
  ]);
  return (
    <div className="space-y-6">
      <Attention
        slug={workspace}
        gitSync={gitSync}
        runs={runs.items}
        connections={connections}
        dbtProjects={dbtProjects}
      />
      {all ? <ExtensionHealth slug={workspace} {...{ gitSync, dbtProjects, connections, manage }} /> : null}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <LastChanges slug={workspace} changes={changes} />
        <KindCounts slug={workspace} counts={counts} />
      </div>
    </div>
  );
}
