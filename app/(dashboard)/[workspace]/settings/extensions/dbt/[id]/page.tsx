import type { Metadata } from "next";
import { Suspense } from "react";
import { Card } from "@/app/_ui/card";
import { SkeletonBar } from "@/app/_ui/skeletons";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../_parts/may-manage";
import { loadProject } from "../_parts/load-project";
import { ProjectFacts } from "../_parts/project-facts";
import { ProjectFrame } from "../_parts/project-frame";
import { ProjectProblems } from "../_parts/project-problems";
import { SetFacts } from "../_parts/set-facts";

export const metadata: Metadata = { title: "dbt project" };

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ProjectPage({ params, searchParams }: Props) {
  const { workspace, id } = await params;
  const [manage, project] = await Promise.all([mayManage(workspace), loadProject(workspace, id)]);
  return (
    <ProjectFrame workspace={workspace} project={project} tab="overview" manage={manage}>
      <div className="space-y-6">
        <div className="grid items-start gap-4 xl:grid-cols-[1fr_22rem]">
          <Card title="Project">
            <ProjectFacts workspace={workspace} project={project} manage={manage} />
          </Card>
          <Card title="Models in force">
            <SetFacts workspace={workspace} project={project} />
          </Card>
        </div>
        <Suspense fallback={<SkeletonBar className="h-32 w-full" />}>
          <ProjectProblems workspace={workspace} project={project} query={await searchParams} />
        </Suspense>
      </div>
    </ProjectFrame>
  );
}
