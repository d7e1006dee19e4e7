import type { Metadata } from "next";
import { Suspense } from "react";
import { DetailSkeleton } from "@/app/_ui/skeletons";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { mayManage } from "../_parts/may-manage";
import { GitSyncContent } from "./_parts/git-sync-content";

export const metadata: Metadata = { title: "Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function GitSyncPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const [before] = valuesOf(await searchParams, "before");
  const manage = await mayManage(workspace);
  return (
    <Suspense fallback={<DetailSkeleton />}>
      <GitSyncContent workspace={workspace} before={before} manage={manage} />
    </Suspense>
  );
}
