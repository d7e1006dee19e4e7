import type { Metadata } from "next";
import { kindAt, type ListPageProps } from "../../_resources/kind-at";
import { ResourceList } from "../../_resources/resource-list";

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: kindAt("protocols", (await params).kind).plural };
}

export default async function ListPage({ params, searchParams }: ListPageProps) {
  const { workspace, kind } = await params;
  return <ResourceList slug={workspace} kind={kindAt("protocols", kind).kind} params={await searchParams} />;
}
