import { GitBranch } from "lucide-react";
import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { mayManage } from "../_parts/may-manage";
import { place } from "../_parts/place";
import { ReadOnlyNotice } from "../_parts/read-only";
import { KeepCurrent } from "./_parts/keep-current";
import { RunHistory } from "./_parts/run-history";
import { syncMark } from "./_parts/sync-mark";
import { SyncPage } from "./_parts/sync-page";

export const metadata: Metadata = { title: "Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ before?: string | string[] }>;
}

export default async function GitSyncPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  const { before } = await searchParams;
  const manage = await mayManage(workspace);
  const api = await apiFor();
  const sync = await orNotFound(api.gitSync.find({ workspace }));
  const history = (
    <RunHistory
      workspace={workspace}
      before={typeof before === "string" ? before : undefined}
      hideEmpty={sync === null}
    />
  );
  return (
    <>
      <KeepCurrent workspace={workspace} mark={syncMark(sync)} />
      {sync === null ? (
        <>
          <PageHeader title="Git Sync" />
          {manage ? null : <ReadOnlyNotice />}
          <EmptyState
            icon={<GitBranch aria-hidden />}
            title="Git Sync is not set up"
            action={
              manage ? (
                <ButtonLink variant="primary" href={place(workspace).setup}>
                  Set up Git sync
                </ButtonLink>
              ) : null
            }
          >
            It writes every resource of this workspace to a Git repository as Terraform HCL, and from then on each
            change becomes a commit by the person who made it.
          </EmptyState>
          {history}
        </>
      ) : (
        <SyncPage workspace={workspace} sync={sync} manage={manage}>
          {history}
        </SyncPage>
      )}
    </>
  );
}
