import { Database } from "lucide-react";
import { apiFor } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button-link";
import { EmptyState } from "@/app/_ui/empty-state";
import { PageHeader } from "@/app/_ui/page-header";
import { ReadOnlyNotice } from "../../_parts/read-only";
import { dbtPlace } from "./dbt-place";
import { KeepCurrent } from "./keep-current";
import { markOf } from "./project-mark";
import { ProjectTable } from "./project-table";

/** The page of dbt models: every project, or why one would want one. */
export async function Projects({ workspace, manage }: { workspace: string; manage: boolean }) {
  const projects = await (await apiFor()).dbtModels.list({ workspace });
  const none = projects.length === 0;
  const setUp = manage ? (
    <ButtonLink variant="primary" href={dbtPlace(workspace).setup}>
      Set up dbt model syncs
    </ButtonLink>
  ) : null;
  return (
    <>
      <KeepCurrent workspace={workspace} id={null} mark={markOf(projects, null)} />
      <PageHeader
        title="dbt models"
        {...(none ? {} : { count: projects.length })}
        description="Models of dbt projects in Git, for Reverse ETL."
        actions={none ? null : setUp}
      />
      {manage ? null : <ReadOnlyNotice />}
      {none ? (
        <EmptyState icon={<Database aria-hidden />} title="No dbt project yet" action={setUp}>
          Connect a repository that holds a dbt project, and its models become a catalog to pick from: each with its
          relation, columns, tests and lineage. Changes in the repository are read by themselves.
        </EmptyState>
      ) : (
        <ProjectTable workspace={workspace} projects={projects} />
      )}
    </>
  );
}
