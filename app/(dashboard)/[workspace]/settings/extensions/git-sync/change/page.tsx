import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { mayManage } from "../../_parts/may-manage";
import { place } from "../../_parts/place";
import { NotForYou } from "../../_parts/read-only";
import { readSetup, setupHref } from "../setup/_parts/setup-state";
import { Wizard } from "../setup/_parts/wizard";

export const metadata: Metadata = { title: "Change Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function ChangePage({ params, searchParams }: Props) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="the settings of Git Sync" />;
  const api = await apiFor();
  const sync = await orNotFound(api.gitSync.find({ workspace }));
  const at = place(workspace);
  if (!sync) redirect(at.gitSync);
  const query = await searchParams;
  const state = readSetup(query, "change");
  // The steps begin with what is set; from then on the address holds everything, so that an emptied folder stays empty.
  if (valuesOf(query, "connection").length === 0) {
    const { url, branch, path: folder } = sync;
    redirect(setupHref(at.wizard("change"), state, { connection: sync.connection.id, url, branch, folder }));
  }
  return <Wizard workspace={workspace} title="Change Git Sync" state={state} />;
}
