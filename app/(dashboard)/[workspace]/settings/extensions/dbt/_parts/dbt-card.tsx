import { Database } from "lucide-react";
import { ButtonLink } from "@/app/_ui/button-link";
import { ExtensionCard } from "@/app/_ui/extension-card";
import { formatCount } from "@/app/_ui/format";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import { dbtPlace } from "./dbt-place";
import { projectsLook } from "./words";

export interface DbtCardProps {
  workspace: string;
  projects: readonly ShownDbtProject[];
  manage: boolean;
}

/** dbt models on the page of extensions. */
export function DbtCard({ workspace, projects, manage }: DbtCardProps) {
  const at = dbtPlace(workspace);
  const setUp = (
    <ButtonLink variant="primary" href={at.setup}>
      Set up dbt model syncs
    </ButtonLink>
  );
  const absent = manage ? setUp : <p className="text-sm text-ink-muted">A Workspace Owner can set it up.</p>;
  return (
    <ExtensionCard
      name="dbt models"
      icon={<Database aria-hidden />}
      description="Use centralized dbt models to set up Reverse ETL: the models of a dbt project in Git, with their columns and relations."
      {...projectsLook(projects)}
      facts={projects.length > 0 ? <Facts projects={projects} /> : null}
      actions={projects.length > 0 ? <ButtonLink href={at.list}>Open dbt models</ButtonLink> : absent}
    />
  );
}

function Facts({ projects }: Pick<DbtCardProps, "projects">) {
  const models = projects.reduce((sum, each) => sum + (each.loaded?.counts.models ?? 0), 0);
  const loads = projects.flatMap(({ loaded }) => (loaded ? [loaded.loadedAt.getTime()] : []));
  const failing = projects.find((each) => each.failure !== null);
  return (
    <div className="space-y-1">
      <p>
        {formatCount(models, "model")} in {formatCount(projects.length, "dbt project")}
      </p>
      {failing?.failure ? (
        <p className="wrap-anywhere text-danger">
          <bdi>{failing.name}</bdi>: {failing.failure.title}
        </p>
      ) : null}
      <p className="text-sm text-ink-muted">
        {loads.length > 0 ? (
          <>
            Last loaded <RelativeTime at={new Date(Math.max(...loads))} />
          </>
        ) : (
          "Nothing loaded yet"
        )}
      </p>
    </div>
  );
}
