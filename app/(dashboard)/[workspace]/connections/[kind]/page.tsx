import type { Metadata } from "next";
import { Suspense } from "react";
import { ListSkeleton } from "@/app/_ui/skeletons";
import { kindAt, type ListPageProps } from "../../_resources/kind-at";
import { ResourceList } from "../../_resources/resource-list";

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: kindAt("connections", (await params).kind).plural };
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const { workspace, kind: segment } = await params;
  const { kind } = kindAt("connections", segment);
  return (
    <Suspense fallback={<ListSkeleton />}>
      <ResourceList slug={workspace} kind={kind} params={await searchParams} />
    </Suspense>
  );
}
