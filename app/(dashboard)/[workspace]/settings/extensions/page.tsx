import { Cloud, Database, KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { formatCount } from "@/app/_ui/format";
import { PageHeader } from "@/app/_ui/page-header";
import { GitSyncCard } from "./_parts/git-sync-card";
import { mayManage } from "./_parts/may-manage";
import { place, type WorkspaceParams } from "./_parts/place";
import { ReadOnlyNotice } from "./_parts/read-only";
import { connectionsLook } from "./_parts/words";

export const metadata: Metadata = { title: "Extensions" };

export default async function ExtensionsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  const at = place(workspace);
  const manage = await mayManage(workspace);
  const api = await apiFor();
  const [sync, connections] = await Promise.all([
    orNotFound(api.gitSync.find({ workspace })),
    manage ? api.gitConnections.list({ workspace }) : null,
  ]);
  return (
    <>
      <PageHeader title="Extensions" description="What connects this workspace to Git, to dbt and to dbt Cloud." />
      {manage ? null : <ReadOnlyNotice />}
      <div className="grid max-w-5xl gap-4 md:grid-cols-2">
        <GitSyncCard workspace={workspace} sync={sync} manage={manage} />
        <ExtensionCard
          name="Git connections"
          icon={<KeyRound aria-hidden />}
          description="Credentials for Git hosts, kept encrypted, shared by Git Sync and dbt."
          {...connectionsLook(connections)}
          facts={connections && connections.length > 0 ? <p>{formatCount(connections.length, "connection")}</p> : null}
          actions={
            manage ? (
              <ButtonLink href={at.connections}>Open Git connections</ButtonLink>
            ) : (
              <p className="text-sm text-ink-muted">Shown to Workspace Owners.</p>
            )
          }
        />
        <ExtensionCard
          name="dbt models"
          icon={<Database aria-hidden />}
          description="Reverse ETL models read from a dbt project in Git."
          state="not-set-up"
          stateWord="Not available yet"
          actions={<p className="text-sm text-ink-muted">This version of Tributary does not have it.</p>}
        />
        <ExtensionCard
          name="dbt Cloud"
          icon={<Cloud aria-hidden />}
          description="Reverse ETL that starts when a dbt Cloud job has finished."
          state="not-set-up"
          stateWord="Not available yet"
          actions={<p className="text-sm text-ink-muted">This version of Tributary does not have it.</p>}
        />
      </div>
    </>
  );
}
