import type { ReactNode } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { StateBadge } from "@/app/_ui/state-badge";
import { Tabs } from "@/app/_ui/tabs";
import { ReadOnlyNotice } from "../../_parts/read-only";
import { dbtPlace } from "./dbt-place";
import { KeepCurrent } from "./keep-current";
import type { LinkedProject } from "./load-project";
import { SyncNow } from "./project-actions";
import { projectMark } from "./project-mark";
import { ProjectNotices } from "./project-notices";
import { projectLook } from "./words";

export type ProjectTab = "overview" | "models" | "runs" | "settings";

export interface ProjectFrameProps {
  workspace: string;
  project: LinkedProject;
  tab: ProjectTab;
  manage: boolean;
  children: ReactNode;
}

/** What every page of a dbt project has: its name and state, Sync now, what is wrong, and the tabs. */
export function ProjectFrame({ workspace, project, tab, manage, children }: ProjectFrameProps) {
  const at = dbtPlace(workspace);
  const { id } = project;
  const tabs = [
    { key: "overview", label: "Overview", href: at.project(id) },
    {
      key: "models",
      label: "Models",
      href: at.models(id),
      ...(project.loaded && { count: project.loaded.counts.models }),
    },
    { key: "runs", label: "Runs", href: at.runs(id) },
    { key: "settings", label: "Settings", href: at.settings(id) },
  ];
  return (
    <>
      <KeepCurrent workspace={workspace} id={id} mark={projectMark(project)} />
      <PageHeader
        title={project.name}
        id={id}
        badge={<StateBadge {...projectLook(project)} />}
        actions={manage ? <SyncNow workspace={workspace} projectId={id} /> : null}
      />
      {manage ? null : <ReadOnlyNotice />}
      <div className="mb-4 space-y-3 empty:hidden">
        <ProjectNotices workspace={workspace} project={project} manage={manage} />
      </div>
      <Tabs
        label={`Pages of ${project.name}`}
        tabs={tabs.map(({ key, ...each }) => ({ ...each, current: key === tab }))}
      />
      {children}
    </>
  );
}
