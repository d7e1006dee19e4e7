import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { ListSkeleton } from "@/app/_ui/skeletons";
import { mayManage } from "../_parts/may-manage";
import type { WorkspaceParams } from "../_parts/place";
import { NotForYou } from "../_parts/read-only";
import { ConnectionsList } from "./_parts/connections-list";

export const metadata: Metadata = { title: "Git connections" };

export default async function GitConnectionsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  if (await mayManage(workspace)) {
    return (
      <Suspense fallback={<ListSkeleton rows={4} />}>
        <ConnectionsList workspace={workspace} />
      </Suspense>
    );
  }
  return (
    <>
      <PageHeader title="Git connections" />
      <NotForYou what="Git connections" />
    </>
  );
}
