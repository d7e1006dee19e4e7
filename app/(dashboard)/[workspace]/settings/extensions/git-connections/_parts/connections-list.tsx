import { KeyRound } from "lucide-react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { place } from "../../_parts/place";
import { ConnectionsTable } from "./connections-table";

/** The Git connections of a workspace, or what they would be good for. */
export async function ConnectionsList({ workspace }: { workspace: string }) {
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
