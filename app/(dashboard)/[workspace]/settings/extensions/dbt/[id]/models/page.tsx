import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { mayManage } from "../../../_parts/may-manage";
import { dbtPlace } from "../../_parts/dbt-place";
import { loadProject } from "../../_parts/load-project";
import { ModelFilters } from "../../_parts/model-filters";
import { ModelList } from "../../_parts/model-list";
import { isNarrowed, readModelsQuery } from "../../_parts/models-query";
import { ProjectFrame } from "../../_parts/project-frame";

export const metadata: Metadata = { title: "Models" };

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ModelsPage({ params, searchParams }: Props) {
  const { workspace, id } = await params;
  const query = await searchParams;
  const api = await apiFor();
  const [manage, project, filters, models] = await Promise.all([
    mayManage(workspace),
    loadProject(workspace, id),
    orNotFound(api.dbtModels.filters({ workspace, projectId: id })),
    orNotFound(api.dbtModels.models({ workspace, projectId: id, ...readModelsQuery(query) })),
  ]);
  const clearHref = isNarrowed(query) ? dbtPlace(workspace).models(id) : undefined;
  return (
    <ProjectFrame workspace={workspace} project={project} tab="models" manage={manage}>
      <ModelFilters filters={filters} type={valuesOf(query, "type")[0] ?? ""} clearHref={clearHref} />
      <ModelList
        workspace={workspace}
        projectId={id}
        models={models}
        query={query}
        isLoaded={project.loaded !== null}
      />
    </ProjectFrame>
  );
}
