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

/** A name cannot end the subject and begin a trailer of its own. */
const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

/** `Source '<id>' modified by <actor>`, as Segment's Git Sync words it. */
export const changeSubject = (change: Pick<ChangeForCommit, "kind" | "resourceId" | "verb" | "actorLabel">) =>
  oneLine(`${resourceKinds[change.kind].singular} '${change.resourceId}' ${change.verb} by ${change.actorLabel}`);

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

/** What a commit says it stands for. Anybody who may push can write trailers: believe it only as far as the database does. */
export type Claimed =
  | { readonly kind: "change"; readonly seq: bigint; readonly auditEventId: string }
  | { readonly kind: "full"; readonly through: bigint; readonly runId: string };

/** Reads the trailers of a commit; null when it does not say that it is of this workspace. */
export function claimOf(workspaceId: string, notes: readonly { key: string; value: string }[]): Claimed | null {
  const noteOf = (key: string) =>
    notes.find((note) => note.key.toLowerCase() === key.toLowerCase())?.value.trim() ?? "";
  const numberOf = (key: string) => (/^\d{1,18}$/.test(noteOf(key)) ? BigInt(noteOf(key)) : null);
  if (noteOf(trailerKeys.workspace) !== workspaceId) return null;
  const seq = numberOf(trailerKeys.change);
  if (seq !== null) return { kind: "change", seq, auditEventId: noteOf(trailerKeys.audit) };
  const through = numberOf(trailerKeys.through);
  return through === null ? null : { kind: "full", through, runId: noteOf(trailerKeys.run) };
}
