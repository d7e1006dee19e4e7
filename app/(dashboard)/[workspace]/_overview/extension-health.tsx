import { KeyRound } from "lucide-react";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { formatCount } from "@/app/_ui/format";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import type { ShownGitConnection } from "@/server/domain/git-connections/get-git-connection";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import { GitSyncCard } from "../settings/extensions/_parts/git-sync-card";
import { place } from "../settings/extensions/_parts/place";
import { connectionsLook } from "../settings/extensions/_parts/words";
import { DbtCard } from "../settings/extensions/dbt/_parts/dbt-card";

export interface ExtensionHealthProps {
  slug: string;
  gitSync: ShownGitSync | null;
  dbtProjects: readonly ShownDbtProject[];
  /** Null for those who may not see them. */
  connections: readonly ShownGitConnection[] | null;
  manage: boolean;
}

/** How the extensions stand. */
export function ExtensionHealth({ slug, gitSync, dbtProjects, connections, manage }: ExtensionHealthProps) {
  return (
    <section aria-label="Extensions" className="grid gap-4 md:grid-cols-2">
      <GitSyncCard workspace={slug} sync={gitSync} manage={manage} />
      {connections ? (
        <ExtensionCard
          name="Git connections"
          icon={<KeyRound aria-hidden />}
          description="Credentials for Git hosts, kept encrypted, shared by Git Sync and dbt."
          {...connectionsLook(connections)}
          facts={connections.length > 0 ? <p>{formatCount(connections.length, "connection")}</p> : null}
          actions={<ButtonLink href={place(slug).connections}>Open Git connections</ButtonLink>}
        />
      ) : null}
      {dbtProjects.length > 0 ? <DbtCard workspace={slug} projects={dbtProjects} manage={manage} /> : null}
    </section>
  );
}
