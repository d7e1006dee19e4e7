import { formatCount } from "@/app/_ui/format";
import type { NoticeKind } from "@/app/_ui/notice";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";
import type { ShownGitConnection } from "@/server/domain/git-connections/get-git-connection";
import type { ShownGitSync } from "@/server/domain/git-sync/get-git-sync";
import type { ShownRun } from "@/server/domain/git-sync/list-runs";
import { place } from "../settings/extensions/_parts/place";
import { dbtPlace } from "../settings/extensions/dbt/_parts/dbt-place";

/** Something a person should look at, and where. */
export interface Concern {
  readonly key: string;
  readonly kind: NoticeKind;
  readonly title: string;
  readonly text: string;
  readonly href: string;
  readonly action: string;
}

export interface Health {
  readonly slug: string;
  readonly gitSync: Pick<ShownGitSync, "failure" | "failedRunId" | "enabled" | "pending"> | null;
  readonly runs: readonly Pick<ShownRun, "id" | "notes">[];
  readonly connections: readonly Pick<ShownGitConnection, "id" | "name" | "health">[] | null;
  readonly dbtProjects?: readonly Pick<ShownDbtProject, "id" | "name" | "failure" | "failedRunId">[];
}

/** What needs attention now, the gravest first; nothing when all is well. */
export function needsAttention({ slug, gitSync, runs, connections, dbtProjects = [] }: Health): Concern[] {
  const at = place(slug);
  const concerns: Concern[] = [];
  if (gitSync?.failure) {
    concerns.push({
      key: "failure",
      kind: "danger",
      title: `Git Sync: ${gitSync.failure.title}`,
      text: gitSync.failure.remedy,
      href: gitSync.failedRunId ? at.run(gitSync.failedRunId) : at.gitSync,
      action: "Open the run",
    });
  }
  for (const project of dbtProjects) concerns.push(...dbtConcerns(slug, project));
  for (const { id, name, health } of connections ?? []) {
    if (health !== "failing") continue;
    const title = `Git connection “${name}” is failing`;
    const text = "Test it to see which step fails and why.";
    concerns.push({ key: `connection ${id}`, kind: "danger", title, text, href: at.connection(id), action: "Open it" });
  }
  if (gitSync && !gitSync.enabled && gitSync.pending > 0) {
    const text = `${formatCount(gitSync.pending, "change")} ${gitSync.pending === 1 ? "waits" : "wait"} to be pushed.`;
    const title = "Git Sync is off";
    concerns.push({ key: "off", kind: "warning", title, text, href: at.gitSync, action: "Open Git Sync" });
  }
  const noted = runs.find((run) => run.notes.length > 0);
  const [note] = noted?.notes ?? [];
  if (noted && note) {
    const title = "A run of Git Sync found something unexpected";
    concerns.push({
      key: noted.id,
      kind: "info",
      title,
      text: note.text,
      href: at.run(noted.id),
      action: "Open the run",
    });
  }
  return concerns;
}

function dbtConcerns(slug: string, project: NonNullable<Health["dbtProjects"]>[number]): Concern[] {
  const { id, name, failure, failedRunId } = project;
  if (failure === null) return [];
  const at = dbtPlace(slug);
  return [
    {
      key: `dbt ${id}`,
      kind: "danger",
      title: `dbt project “${name}”: ${failure.title}`,
      text: failure.remedy,
      href: failedRunId ? at.run(id, failedRunId) : at.project(id),
      action: failedRunId ? "Open the run" : "Open it",
    },
  ];
}
