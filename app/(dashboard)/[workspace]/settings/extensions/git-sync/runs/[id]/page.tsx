import type { Metadata } from "next";
import { Suspense } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { mayManage } from "../../../_parts/may-manage";
import { CommitDiff } from "./commit-diff";
import { RunLive } from "./run-live";

export const metadata: Metadata = { title: "Git Sync run" };

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function RunPage({ params, searchParams }: Props) {
  const { workspace, id } = await params;
  const query = await searchParams;
  const [manage, api] = await Promise.all([mayManage(workspace), apiFor()]);
  const [run, sync] = await Promise.all([
    orNotFound(api.gitSync.run({ workspace, id })),
    orNotFound(api.gitSync.find({ workspace })),
  ]);
  const standsHere = sync?.failedRunId === id;
  const only = run.commitCount === 1 ? run.commits[0]?.sha : undefined;
  const sha = valuesOf(query, "commit")[0] ?? only;
  const from = Math.max(0, Number.parseInt(valuesOf(query, "from")[0] ?? "0", 10) || 0);
  return (
    <RunLive workspace={workspace} run={run} mayRetry={manage && standsHere} mayGoOn={standsHere}>
      {sha ? (
        <Suspense key={`${sha} ${from}`} fallback={<SkeletonBar className="h-64 w-full" />}>
          <CommitDiff workspace={workspace} runId={id} sha={sha} from={from} />
        </Suspense>
      ) : null}
    </RunLive>
  );
}
