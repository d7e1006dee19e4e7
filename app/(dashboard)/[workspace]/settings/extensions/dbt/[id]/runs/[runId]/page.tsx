import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../../../_parts/may-manage";
import { isActive } from "../../../../_parts/words";
import { loadProject } from "../../../_parts/load-project";
import { RunChanges } from "./run-changes";
import { RunLive } from "./run-live";
import { RunProblems } from "./run-problems";

export const metadata: Metadata = { title: "Model sync" };

interface Props {
  params: Promise<{ workspace: string; id: string; runId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function RunPage({ params, searchParams }: Props) {
  const { workspace, id, runId } = await params;
  const query = await searchParams;
  const api = await apiFor();
  const [manage, project, { problems, ...run }] = await Promise.all([
    mayManage(workspace),
    loadProject(workspace, id),
    orNotFound(api.dbtModels.run({ workspace, id: runId })),
  ]);
  if (run.projectId !== id) notFound();
  const standsHere = project.failedRunId === runId;
  return (
    <RunLive workspace={workspace} run={run} mayRetry={manage && standsHere} mayGoOn={standsHere}>
      {isActive(run.status) ? null : (
        <>
          <RunChanges workspace={workspace} run={run} query={query} />
          <RunProblems workspace={workspace} run={run} problems={problems} query={query} />
        </>
      )}
    </RunLive>
  );
}
