import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { mayManage } from "../../../_parts/may-manage";
import { dbtPlace } from "../../_parts/dbt-place";
import { loadProject } from "../../_parts/load-project";
import { ProjectFrame } from "../../_parts/project-frame";
import { RunsTable } from "../../_parts/runs-table";

export const metadata: Metadata = { title: "Model syncs" };

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function RunsPage({ params, searchParams }: Props) {
  const { workspace, id } = await params;
  const before = valuesOf(await searchParams, "before")[0]?.slice(0, 64);
  const api = await apiFor();
  const [manage, project, runs] = await Promise.all([
    mayManage(workspace),
    loadProject(workspace, id),
    orNotFound(api.dbtModels.runs({ workspace, projectId: id, ...(before ? { before } : {}) })),
  ]);
  const path = dbtPlace(workspace).runs(id);
  return (
    <ProjectFrame workspace={workspace} project={project} tab="runs" manage={manage}>
      <RunsTable
        workspace={workspace}
        projectId={id}
        runs={runs.items}
        previousHref={before ? path : undefined}
        nextHref={runs.next ? hrefWith(path, {}, { before: runs.next }) : undefined}
      />
    </ProjectFrame>
  );
}
