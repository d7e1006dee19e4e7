import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../_parts/may-manage";
import { place } from "../../_parts/place";
import { NotForYou } from "../../_parts/read-only";
import { readSetup } from "./_parts/setup-state";
import { Wizard } from "./_parts/wizard";

export const metadata: Metadata = { title: "Set up Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function SetupPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="the set-up of Git Sync" />;
  const api = await apiFor();
  if (await orNotFound(api.gitSync.find({ workspace }))) redirect(place(workspace).gitSync);
  return <Wizard workspace={workspace} title="Set up Git Sync" state={readSetup(await searchParams)} />;
}
