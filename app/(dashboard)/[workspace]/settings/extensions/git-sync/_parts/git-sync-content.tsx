import { GitBranch } from "lucide-react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { place } from "../../_parts/place";
import { ReadOnlyNotice } from "../../_parts/read-only";
import type { RunsPageQuery } from "../../_parts/runs-page";
import { KeepCurrent } from "./keep-current";
import { RunHistory } from "./run-history";
import { syncMark } from "./sync-mark";
import { SyncPage } from "./sync-page";

export interface GitSyncContentProps {
  workspace: string;
  manage: boolean;
  /** The page of the history. */
  page: RunsPageQuery;
}

/** The page of Git Sync, set up or not; kept current while it is open. */
export async function GitSyncContent({ workspace, manage, page }: GitSyncContentProps) {
  const api = await apiFor();
  const sync = await api.gitSync.find({ workspace });
  const history = <RunHistory workspace={workspace} page={page} hideEmpty={sync === null} />;
  return (
    <>
      <KeepCurrent workspace={workspace} mark={syncMark(sync)} />
      {sync === null ? (
        <>
          <NotSetUp workspace={workspace} manage={manage} />
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

function NotSetUp({ workspace, manage }: { workspace: string; manage: boolean }) {
  const setUp = (
    <ButtonLink variant="primary" href={place(workspace).setup}>
      Set up Git sync
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Git Sync" />
      {manage ? null : <ReadOnlyNotice />}
      <EmptyState icon={<GitBranch aria-hidden />} title="Git Sync is not set up" action={manage ? setUp : null}>
        It writes every resource of this workspace to a Git repository as Terraform HCL, and from then on each change
        becomes a commit by the person who made it.
      </EmptyState>
    </>
  );
}
