import type { ReactNode } from "react";
import { CrumbName } from "@/app/_shell/crumb-names";
import { loadProject } from "../_parts/load-project";

interface Props {
  params: Promise<{ workspace: string; id: string }>;
  children: ReactNode;
}

/** The pages of one dbt project, which the breadcrumbs call by its name. */
export default async function ProjectLayout({ params, children }: Props) {
  const { workspace, id } = await params;
  const { name } = await loadProject(workspace, id);
  return (
    <>
      <CrumbName part={id} name={name} />
      {children}
    </>
  );
}
