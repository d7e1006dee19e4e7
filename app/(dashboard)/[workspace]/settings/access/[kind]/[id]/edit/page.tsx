import type { Metadata } from "next";
import { EditFormPage } from "../../../../../_forms/form-page";
import { getResource } from "../../../../../_resources/get-resource";
import { decodeParam } from "../../../../../_resources/hrefs";
import { type DetailPageProps, kindAt } from "../../../../../_resources/kind-at";

export async function generateMetadata({ params }: DetailPageProps): Promise<Metadata> {
  const { workspace, kind, id } = await params;
  return {
    title: `Edit ${(await getResource(workspace, kindAt("settings/access", kind).kind, decodeParam(id))).title}`,
  };
}

export default async function EditPage({ params }: DetailPageProps) {
  const { workspace, kind, id } = await params;
  return <EditFormPage slug={workspace} kind={kindAt("settings/access", kind)} id={id} />;
}
