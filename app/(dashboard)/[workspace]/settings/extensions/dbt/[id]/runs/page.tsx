import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../../_parts/may-manage";
import { readRunsPage, runsPageLinks } from "../../../_parts/runs-page";
import { dbtPlace } from "../../_parts/dbt-place";
import { loadProject } from "../../_parts/load-project";
import { ModelSyncs } from "../../_parts/model-syncs";
import { ProjectFrame } from "../../_parts/project-frame";

export const metadata: Metadata = { title: "Model syncs" };

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function RunsPage({ params, searchParams }: Props) {
  const { workspace, id } = await params;
  const page = readRunsPage(await searchParams);
  const api = await apiFor();
  const [manage, project, runs] = await Promise.all([
    mayManage(workspace),
    loadProject(workspace, id),
    orNotFound(api.dbtModels.runs({ workspace, projectId: id, ...page })),
  ]);
  return (
    <ProjectFrame workspace={workspace} project={project} tab="runs" manage={manage}>
      <ModelSyncs
        workspace={workspace}
        projectId={id}
        runs={runs.items}
        {...runsPageLinks(dbtPlace(workspace).runs(id), runs)}
      />
    </ProjectFrame>
  );
}
