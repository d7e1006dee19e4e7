import type { Metadata } from "next";
import { NewFormPage } from "../../../_forms/form-page";
import { kindAt, type ListPageProps } from "../../../_resources/kind-at";
import { kindWord } from "../../../_resources/kind-words";

export async function generateMetadata({ params }: ListPageProps): Promise<Metadata> {
  return { title: `New ${kindWord(kindAt("connections", (await params).kind).kind)}` };
}

export default async function NewPage({ params, searchParams }: ListPageProps) {
  const { workspace, kind } = await params;
  return <NewFormPage slug={workspace} kind={kindAt("connections", kind)} params={await searchParams} />;
}
