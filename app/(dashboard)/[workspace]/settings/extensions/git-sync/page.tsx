import type { Metadata } from "next";
import { Suspense } from "react";
import { DetailSkeleton } from "@/app/_ui/skeletons";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../_parts/may-manage";
import { readRunsPage } from "../_parts/runs-page";
import { GitSyncContent } from "./_parts/git-sync-content";

export const metadata: Metadata = { title: "Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function GitSyncPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const page = readRunsPage(await searchParams);
  const manage = await mayManage(workspace);
  return (
    <Suspense fallback={<DetailSkeleton />}>
      <GitSyncContent workspace={workspace} page={page} manage={manage} />
    </Suspense>
  );
}
