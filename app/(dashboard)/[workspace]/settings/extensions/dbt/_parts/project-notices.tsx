import { ButtonLink } from "@/app/_ui/button-link";
import { Link } from "@/app/_ui/link";
import { Notice } from "@/app/_ui/notice";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import { FailureBlock } from "../../_parts/failure-block";
import { place } from "../../_parts/place";
import { shortSha } from "../../_parts/words";
import { NextTry } from "../../git-sync/_parts/next-try";
import { dbtPlace } from "./dbt-place";
import { SyncNow } from "./project-actions";

export interface ProjectNoticesProps {
  workspace: string;
  project: ShownDbtProject;
  manage: boolean;
}

/** What a person should know or do about a dbt project now; nothing when all is well. */
export function ProjectNotices({ workspace, project, manage }: ProjectNoticesProps) {
  const at = dbtPlace(workspace);
  const { activeRunId, loaded, failure } = project;
  return (
    <>
      {activeRunId ? (
        <Notice title={loaded === null ? "The initial model sync is under way" : "A model sync is under way"} live>
          <Link href={at.run(project.id, activeRunId)}>Watch it</Link>
        </Notice>
      ) : null}
      {failure ? <Failing workspace={workspace} project={project} manage={manage} failure={failure} /> : null}
      {failure && loaded ? <StillInForce loaded={loaded} /> : null}
      {!failure && !activeRunId && loaded && !loaded.current ? (
        <Notice kind="warning" title="The models were loaded with older settings">
          The next model sync loads them with the settings of now.
        </Notice>
      ) : null}
      {project.source.name === null ? (
        <Notice kind="warning" title="The warehouse source of this project was deleted">
          Choose another Reverse ETL warehouse source in the settings.
        </Notice>
      ) : null}
      {project.enabled ? null : (
        <Notice kind="warning" title="New commits are not looked for">
          The models stay as they are. Sync now still works.
        </Notice>
      )}
    </>
  );
}

function StillInForce({ loaded }: { loaded: NonNullable<ShownDbtProject["loaded"]> }) {
  return (
    <Notice kind="warning" title="The last good models stay in force">
      They are those of commit <code className="font-mono text-sm">{shortSha(loaded.commit)}</code>, loaded{" "}
      <RelativeTime at={loaded.loadedAt} />.
    </Notice>
  );
}

interface FailingProps extends ProjectNoticesProps {
  failure: NonNullable<ShownDbtProject["failure"]>;
}

function Failing({ workspace, project, manage, failure }: FailingProps) {
  const at = dbtPlace(workspace);
  const inSettings = ["project-missing", "branch-not-found", "source-missing"].includes(failure.class);
  const inConnection = failure.accessLost || failure.class.startsWith("host-key");
  return (
    <FailureBlock
      failure={failure}
      again={
        project.retryAt ? <NextTry at={project.retryAt} /> : "It is tried again with the next commit, or by Retry."
      }
      action={
        <>
          {manage ? <SyncNow workspace={workspace} projectId={project.id} retry /> : null}
          {project.failedRunId ? (
            <ButtonLink variant="ghost" href={at.run(project.id, project.failedRunId)}>
              See the run
            </ButtonLink>
          ) : null}
          {manage && inSettings ? (
            <ButtonLink variant="ghost" href={at.settings(project.id)}>
              Open the settings
            </ButtonLink>
          ) : null}
          {manage && inConnection ? (
            <ButtonLink variant="ghost" href={place(workspace).connection(project.connection.id)}>
              Open the Git connection
            </ButtonLink>
          ) : null}
        </>
      }
    />
  );
}
