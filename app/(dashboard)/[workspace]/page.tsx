import type { Metadata } from "next";
import { apiFor, meIn } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { isAllowed } from "@/server/core/permissions";
import { Attention } from "./_overview/attention";
import { ExtensionHealth } from "./_overview/extension-health";
import { KindCounts } from "./_overview/kind-counts";
import { LastChanges } from "./_overview/last-changes";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const api = await apiFor();
  const me = await meIn(workspace);
  const manage = isAllowed(me.access, "extensions:manage");
  const [gitSync, connections, runs, counts, changes] = await Promise.all([
    api.gitSync.find({ workspace }),
    manage ? api.gitConnections.list({ workspace }) : null,
    api.gitSync.runs({ workspace, limit: 10 }),
    api.resources.counts({ workspace }),
    api.resources.recentChanges({ workspace, limit: 10 }),
  ]);
  return (
    <div className="space-y-6">
      <PageHeader title={me.workspace.name} />
      <Attention slug={workspace} gitSync={gitSync} runs={runs.items} connections={connections} />
      <ExtensionHealth slug={workspace} gitSync={gitSync} connections={connections} manage={manage} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <LastChanges slug={workspace} changes={changes} />
        <KindCounts slug={workspace} counts={counts} />
      </div>
    </div>
  );
}
