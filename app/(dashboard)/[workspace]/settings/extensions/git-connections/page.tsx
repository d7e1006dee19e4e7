import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { mayManage } from "../_parts/may-manage";
import { place, type WorkspaceParams } from "../_parts/place";
import { NotForYou } from "../_parts/read-only";
import { ConnectionsTable } from "./_parts/connections-table";

export const metadata: Metadata = { title: "Git connections" };

export default async function GitConnectionsPage({ params }: { params: WorkspaceParams }) {
  const { workspace } = await params;
  const manage = await mayManage(workspace);
  if (!manage) {
    return (
      <>
        <PageHeader title="Git connections" />
        <NotForYou what="Git connections" />
      </>
    );
  }
  const api = await apiFor();
  const [connections, services] = await Promise.all([
    api.gitConnections.list({ workspace }),
    api.gitConnections.services({ workspace }),
  ]);
  const create = (
    <ButtonLink variant="primary" href={place(workspace).newConnection}>
      New Git connection
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title="Git connections" count={connections.length} actions={connections.length > 0 ? create : null} />
      <ConnectionsTable
        workspace={workspace}
        connections={connections}
        services={services}
        empty={
          <EmptyState icon={<KeyRound aria-hidden />} title="No Git connections yet" action={create}>
            A connection is how this workspace signs in to a Git host: an SSH key or a token, kept encrypted, usable by
            Git Sync and dbt alike.
          </EmptyState>
        }
      />
    </>
  );
}
