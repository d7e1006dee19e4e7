import type { Metadata } from "next";
import { Suspense } from "react";
import { meIn } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { Overview } from "./_overview/overview";
import { TabSkeleton } from "./_resources/tab-skeleton";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  const me = await meIn(workspace);
  return (
    <>
      <PageHeader title={me.workspace.name} />
      <Suspense fallback={<TabSkeleton />}>
        <Overview workspace={workspace} access={me.access} />
      </Suspense>
    </>
  );
}
