import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";

export const trailerKeys = {
  workspace: "Tributary-Workspace",
  change: "Tributary-Change",
  audit: "Tributary-Audit",
  run: "Tributary-Run",
  /** The newest change that a full sync holds. */
  through: "Tributary-Through",
} as const;

const trailers = (entries: readonly (readonly [string, string])[]) =>
  entries.map(([key, value]) => `${key}: ${value}`).join("\n");

export interface ChangeForCommit {
  readonly seq: bigint;
  readonly kind: KindName;
  readonly resourceId: string;
  readonly verb: string;
  readonly actorLabel: string;
  readonly auditEventId: string;
}

/** `Source '<id>' modified by <actor>`, as Segment's Git Sync words it. */
export const changeSubject = (change: Pick<ChangeForCommit, "kind" | "resourceId" | "verb" | "actorLabel">) =>
  `${resourceKinds[change.kind].singular} '${change.resourceId}' ${change.verb} by ${change.actorLabel}`;

export function changeMessage(workspaceId: string, change: ChangeForCommit): string {
  const notes = trailers([
    [trailerKeys.workspace, workspaceId],
    [trailerKeys.change, String(change.seq)],
    [trailerKeys.audit, change.auditEventId],
  ]);
  return `${changeSubject(change)}\n\n${notes}\n`;
}

export const fullSyncSubject = "Full sync";

export function fullSyncMessage(workspaceId: string, runId: string, through: bigint): string {
  const notes = trailers([
    [trailerKeys.workspace, workspaceId],
    [trailerKeys.run, runId],
    [trailerKeys.through, String(through)],
  ]);
  return `${fullSyncSubject}\n\n${notes}\n`;
}

/** The newest change of this workspace that a commit stands for; null when the commit is not ours. */
export function changeOf(workspaceId: string, notes: readonly { key: string; value: string }[]): bigint | null {
  const noteOf = (key: string) => notes.find((note) => note.key.toLowerCase() === key.toLowerCase())?.value.trim();
  if (noteOf(trailerKeys.workspace) !== workspaceId) return null;
  const seq = noteOf(trailerKeys.change) ?? noteOf(trailerKeys.through);
  return seq && /^\d{1,18}$/.test(seq) ? BigInt(seq) : null;
}
