import type { Metadata } from "next";
import { kindAt, type ListPageProps } from "../../_resources/kind-at";
import { ResourceList } from "../../_resources/resource-list";

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: kindAt("connections", (await params).kind).plural };
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const { workspace, kind } = await params;
  return <ResourceList slug={workspace} kind={kindAt("connections", kind).kind} params={await searchParams} />;
}
