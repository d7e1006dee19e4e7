import type { Metadata } from "next";
import { Suspense } from "react";
import { ListSkeleton } from "@/app/_ui/skeletons";
import { mayManage } from "../_parts/may-manage";
import type { WorkspaceParams } from "../_parts/place";
import { Projects } from "./_parts/projects";

export const metadata: Metadata = { title: "dbt models" };

export default async function DbtModelsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  const manage = await mayManage(workspace);
  return (
    <Suspense fallback={<ListSkeleton rows={4} />}>
      <Projects workspace={workspace} manage={manage} />
    </Suspense>
  );
}
