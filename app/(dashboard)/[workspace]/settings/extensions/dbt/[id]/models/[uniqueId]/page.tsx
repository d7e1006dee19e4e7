import type { Metadata } from "next";
import { Suspense } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { decodeParam } from "../../../../../../_resources/hrefs";
import { loadProject } from "../../../_parts/load-project";
import { LineageTab } from "./lineage-tab";
import { ModelFrame, modelTabs } from "./model-frame";
import { ModelOverview } from "./model-overview";
import { SqlTab } from "./sql-tab";

export const metadata: Metadata = { title: "dbt model" };

interface Props {
  params: Promise<{ workspace: string; id: string; uniqueId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ModelPage({ params, searchParams }: Props) {
  const { workspace, id, ...rest } = await params;
  const uniqueId = decodeParam(rest.uniqueId);
  const query = await searchParams;
  const api = await apiFor();
  const [project, model] = await Promise.all([
    loadProject(workspace, id),
    orNotFound(api.dbtModels.model({ workspace, projectId: id, uniqueId })),
  ]);
  const tab = modelTabs.find((each) => each === valuesOf(query, "tab")[0]) ?? "overview";
  const shared = { workspace, project, model };
  return (
    <ModelFrame {...shared} tab={tab}>
      <Suspense key={tab} fallback={<SkeletonBar className="h-64 w-full" />}>
        {tab === "sql" ? (
          <SqlTab model={model} />
        ) : tab === "lineage" ? (
          <LineageTab workspace={workspace} projectId={id} uniqueId={uniqueId} query={query} />
        ) : (
          <ModelOverview {...shared} />
        )}
      </Suspense>
    </ModelFrame>
  );
}
