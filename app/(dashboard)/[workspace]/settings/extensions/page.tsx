import type { Metadata } from "next";
import { Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { CardsSkeleton } from "./_parts/cards-skeleton";
import { ExtensionCards } from "./_parts/extension-cards";
import { mayManage } from "./_parts/may-manage";
import type { WorkspaceParams } from "./_parts/place";
import { ReadOnlyNotice } from "./_parts/read-only";

export const metadata: Metadata = { title: "Extensions" };

export default async function ExtensionsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  const manage = await mayManage(workspace);
  return (
    <>
      <PageHeader title="Extensions" description="What connects this workspace to Git, to dbt and to dbt Cloud." />
      {manage ? null : <ReadOnlyNotice />}
      <Suspense fallback={<CardsSkeleton />}>
        <ExtensionCards workspace={workspace} manage={manage} />
      </Suspense>
    </>
  );
}
