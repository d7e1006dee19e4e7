import type { Metadata } from "next";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../_parts/may-manage";
import { NotForYou } from "../../_parts/read-only";
import { readSetup } from "./_parts/setup-state";
import { Wizard } from "./_parts/wizard";

export const metadata: Metadata = { title: "Set up dbt model syncs" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function SetupPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="the set-up of dbt models" />;
  return <Wizard workspace={workspace} state={readSetup(await searchParams)} />;
}
