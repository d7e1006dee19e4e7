import type { ChangeRecord } from "@/prisma/generated/client";
import { holdsSecrets } from "@/server/core/kinds/secret-variables";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import {
  findProblem,
  type HeldBack,
  type ResourceFile,
  resourceFile,
  variableNames,
} from "@/server/domain/export/resource-file";
import { withNamesOf } from "@/server/domain/export/variables-file";
import type { ResourceState } from "@/server/hcl/schema";
import type { Holding } from "./held-back";
import type { PlannedFile, SyncGit, SyncRemote } from "./ports";
import { inFolder, pathOf } from "./repository-files";
import type { DeclaredVariables } from "./variables";

/** A change that becomes a commit: of its resource's file, and of `variables.tf` when secrets came or went. */
export interface CommittedChange {
  readonly record: ChangeRecord;
  readonly kind: KindName;
  readonly files: readonly PlannedFile[];
}

export interface PlannedChanges {
  readonly effective: readonly CommittedChange[];
  /** How many changes are of kinds that are written at all. */
  readonly planned: number;
  readonly holding: Holding;
}

interface Place {
  readonly folder: string;
  readonly tip: string | null;
}

interface Wanted {
  readonly record: ChangeRecord;
  readonly kind: KindName;
  readonly path: string;
  /** Null when the change deletes the file. */
  readonly file: ResourceFile | null;
}

/**
 * What pending changes do to the tree they come upon, one after the other: left out are those that would not change it,
 * and those whose file would not say what the resource is.
 */
export async function planChanges(
  git: SyncGit,
  remote: SyncRemote,
  { folder, tip }: Place,
  declared: DeclaredVariables,
  records: readonly ChangeRecord[],
): Promise<PlannedChanges> {
  const wanted = records.flatMap((record) => wantedFile(folder, declared, record) ?? []);
  const paths = [...new Set(wanted.map(({ path }) => path))];
  const blobs = new Map(tip === null ? [] : await remote.blobsAt(tip, paths));
  const variables = new VariablesAlong(declared);
  const effective: CommittedChange[] = [];
  const heldBack = new Map<string, HeldBack>();
  for (const { record, kind, path, file } of wanted) {
    const of = { kind, id: record.resourceId };
    const content = file?.content ?? null;
    const after = content === null ? null : git.blobId(content);
    const same = (file === null || content !== null) && (blobs.get(path) ?? null) === after;
    const problem = same || file === null ? null : findProblem(file);
    if (problem) {
      heldBack.set(keyOf(of), { ...of, title: record.title, path, problem });
      continue;
    }
    heldBack.delete(keyOf(of));
    const files: PlannedFile[] = same ? [] : [{ path, content }];
    const declarations = await variables.after(of, file === null ? [] : variableNames(file));
    if (declarations) files.push(declarations);
    if (after === null) blobs.delete(path);
    else blobs.set(path, after);
    if (files.length > 0) effective.push({ record, kind, files });
  }
  const looked = [
    ...new Map(
      wanted.map(({ kind, record }) => [keyOf({ kind, id: record.resourceId }), { kind, id: record.resourceId }]),
    ).values(),
  ];
  return { effective, planned: wanted.length, holding: { looked, heldBack: [...heldBack.values()] } };
}

const keyOf = ({ kind, id }: { kind: KindName; id: string }) => `${kind}/${id}`;

function wantedFile(folder: string, { style }: DeclaredVariables, record: ChangeRecord): Wanted | null {
  if (!isKindName(record.kind)) return null;
  const { kind, resourceId: id, secretPaths } = record;
  if (record.after === null) {
    return { record, kind, path: pathOf(folder, kind, id, record.before as ResourceState), file: null };
  }
  const file = resourceFile({ kind, id, state: record.after as ResourceState, secretPaths }, style);
  return { record, kind, path: inFolder(folder, file.path), file };
}

/** The declarations as they become from change to change. */
class VariablesAlong {
  private names: ReadonlySet<string> | null = null;

  constructor(private readonly declared: DeclaredVariables) {}

  /** The file to write with a resource's change; null when its variables stay the same. */
  async after(of: { kind: KindName; id: string }, own: readonly string[]): Promise<PlannedFile | null> {
    if (this.declared.style === "masked" || !holdsSecrets(resourceKinds[of.kind])) return null;
    const before = this.names ?? (await this.declared.names());
    this.names = withNamesOf(before, of, own);
    const same = this.names.size === before.size && own.every((name) => before.has(name));
    return same ? null : this.declared.file(this.names);
  }
}
