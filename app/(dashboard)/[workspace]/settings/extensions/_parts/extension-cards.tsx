import { Cloud, KeyRound } from "lucide-react";
import type { ReactNode } from "react";
import { apiFor, meIn } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { formatCount } from "@/app/_ui/format";
import { isAllowed } from "@/server/core/permissions";
import { DbtCard } from "../dbt/_parts/dbt-card";
import { GitSyncCard } from "./git-sync-card";
import { ImportCard } from "./import-card";
import { place } from "./place";
import { TerraformCard } from "./terraform-card";
import { connectionsLook } from "./words";

/** The extensions of a workspace with how each stands. */
export async function ExtensionCards({ workspace, manage }: { workspace: string; manage: boolean }) {
  const api = await apiFor();
  const [{ access }, sync, projects, connections] = await Promise.all([
    meIn(workspace),
    api.gitSync.find({ workspace }),
    api.dbtModels.list({ workspace }),
    manage ? api.gitConnections.list({ workspace }) : null,
  ]);
  return (
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
            <ButtonLink href={place(workspace).connections}>Open Git connections</ButtonLink>
          ) : (
            <p className="text-sm text-ink-muted">Shown to Workspace Owners.</p>
          )
        }
      />
      <DbtCard workspace={workspace} projects={projects} manage={manage} />
      <TerraformCard workspace={workspace} mayManageAccess={isAllowed(access, "access:manage")} />
      <ImportCard workspace={workspace} manage={manage} />
      <Absent name="dbt Cloud" icon={<Cloud aria-hidden />}>
        Reverse ETL that starts when a dbt Cloud job has finished.
      </Absent>
    </div>
  );
}

/** An extension that this version does not have. */
function Absent({ name, icon, children }: { name: string; icon: ReactNode; children: string }) {
  return (
    <ExtensionCard
      name={name}
      icon={icon}
      description={children}
      state="not-set-up"
      stateWord="Not available yet"
      actions={<p className="text-sm text-ink-muted">This version of Tributary does not have it.</p>}
    />
  );
}
