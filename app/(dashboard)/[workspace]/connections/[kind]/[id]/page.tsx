import type { Metadata } from "next";
import { getResource } from "../../../_resources/get-resource";
import { decodeParam } from "../../../_resources/hrefs";
import { type DetailPageProps, kindAt } from "../../../_resources/kind-at";
import { ResourceDetail } from "../../../_resources/resource-detail";

export async function generateMetadata({ params }: DetailPageProps): Promise<Metadata> {
  const { workspace, kind, id } = await params;
  return { title: (await getResource(workspace, kindAt("connections", kind).kind, decodeParam(id))).title };
}

export default async function DetailPage({ params, searchParams }: DetailPageProps) {
  const { workspace, kind, id } = await params;
  const resource = await getResource(workspace, kindAt("connections", kind).kind, decodeParam(id));
  return <ResourceDetail slug={workspace} resource={resource} params={await searchParams} />;
}
