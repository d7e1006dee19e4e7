import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError, InvalidError, NotFoundError } from "@/server/core/errors";
import { parseState } from "@/server/core/kinds/parse-state";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName, ResourceKind, Verb } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { recordChange } from "@/server/domain/changes/record-change";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { canonicalJson, changedAttributes } from "./canonical";
import { completeState } from "./complete-state";
import type { Brought } from "./create-resource";
import { guardDbtCloudSchedules } from "./guard-dbt-cloud-schedules";
import { guardOwners } from "./guard-owners";
import { lockInstances, madeSensitive, maskInstances } from "./mask-instances";
import { authorizeOn } from "./reach";
import type { UpdateResource } from "./schema";
import { secretKeysOf } from "./secret-keys";
import { ofSettings } from "./secret-paths";
import { keeping, missingSecrets, secretPaths, splitSecrets } from "./secrets";
import { type ExtraSecrets, storeExtra } from "./store-extra";
import {
  asConflict,
  checkReferences,
  columnsOf,
  sameSecrets,
  storeReferences,
  storeSecrets,
  updateRow,
} from "./store-resource";

export interface Updated {
  readonly state: ResourceState;
  /** False when the edit changed nothing: then nothing was recorded either. */
  readonly changed: boolean;
}

/** What an edit is made from: the state that it will replace, read in the edit's own transaction. */
export interface Editable {
  readonly state: ResourceState;
  readonly extra: ResourceState;
}

/** The attributes that an edit sets, the others stay; and what is kept beyond attributes, when that changes too. */
export interface Edit {
  readonly changes: { readonly [name: string]: JsonValue };
  readonly extra?: ResourceState;
  readonly extraSecrets?: ExtraSecrets;
}

/** Changes attributes of a resource and records it; an edit that changes nothing records nothing. */
export async function updateResource(ctx: Ctx, input: UpdateResource): Promise<Updated> {
  return editResource(ctx, input, () => ({ changes: input.changes }));
}

/** The same for an edit that depends on what is there, such as one key of its settings. */
export async function editResource(
  ctx: Ctx,
  ref: { readonly kind: KindName; readonly id: string; readonly revision?: number | undefined },
  edit: (before: Editable, tx: Tx) => Edit | Promise<Edit>,
): Promise<Updated> {
  return changeWorkspace(ctx, (tx) => editIn(tx, ctx, ref, edit));
}

/** The same in the caller's transaction, for edits that belong together. */
export async function editIn(
  tx: Tx,
  ctx: Ctx,
  ref: { readonly kind: KindName; readonly id: string; readonly revision?: number | undefined },
  edit: (before: Editable, tx: Tx) => Edit | Promise<Edit>,
): Promise<Updated> {
  const kind = resourceKinds[ref.kind];
  const row = await lockResource(tx, ctx, kind, ref.id);
  const before = row.state as ResourceState;
  await authorizeOn(tx, ctx, writePermission[kind.kind], { kind, id: ref.id, state: before });
  if (ref.revision !== undefined && ref.revision !== row.revision) throw staleEdit(kind, row.updatedBy);
  const { changes, extra, extraSecrets } = await edit({ state: before, extra: row.extra as ResourceState }, tx);
  const draft = (kind.incomplete?.(before) ?? []).length > 0;
  const { state, problems } = parseState(kind, { ...before, ...changes }, { draft });
  const fixed = createOnlyProblems(kind, before, state);
  if (problems.length + fixed.length > 0) throw new InvalidError([...problems, ...fixed]);
  if (extra) await storeExtra(tx, { workspaceId: ctx.workspace.id, kind: kind.kind, id: ref.id }, extra, extraSecrets);
  return applyState(tx, ctx, kind, row, completeState(kind, state));
}

/** Replaces the whole state of a resource in the caller's transaction: how an import changes what is there. */
export async function replaceState(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  state: ResourceState,
  brought: Brought,
): Promise<Updated> {
  const row = await lockResource(tx, ctx, kind, id);
  const fixed = createOnlyProblems(kind, row.state as ResourceState, state);
  if (fixed.length > 0) throw new InvalidError(fixed);
  return applyState(tx, ctx, kind, row, brought.whole ? state : completeState(kind, state), brought);
}

interface Row {
  readonly id: string;
  readonly state: unknown;
  readonly missingSecrets: readonly string[];
}

async function applyState(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  row: Row,
  after: ResourceState,
  brought?: Brought,
): Promise<Updated> {
  const { id } = row;
  const before = row.state as ResourceState;
  const where = { workspaceId: ctx.workspace.id, kind: kind.kind, id };
  const stored = await tx.resourceSecret.findMany({ where: { ...where, ...ofSettings }, select: { path: true } });
  const there = new Set(stored.map((secret) => secret.path));
  const paths = new Set([...there, ...row.missingSecrets]);
  const keys = [...(await secretKeysOf(tx, ctx, kind, after, false)), ...(brought?.secretKeys ?? [])];
  const split = splitSecrets(after, keys, paths, before, kind.catalog === "warehouses");
  const secrets = keeping(split, await sameSecrets(tx, ctx, kind, id, split.changed));
  const changed = changedAttributes(before, secrets.state);
  const removed = stored.some(({ path }) => !secrets.kept.has(path) && !secrets.changed.has(path));
  const missing = missingSecrets(secrets, there);
  const settled = missing.join() === [...row.missingSecrets].sort().join();
  if (changed.length === 0 && secrets.changed.size === 0 && !removed && settled)
    return { state: before, changed: false };
  await guardOwners(tx, ctx, kind, id, secrets.state);
  await guardDbtCloudSchedules(tx, ctx, kind, id, { before, after: secrets.state });
  const references = brought
    ? referencesOf(kind, secrets.state)
    : await checkReferences(tx, ctx, kind, secrets.state, id, before);
  const sensitive = kind.kind === "function" ? madeSensitive(before, after) : [];
  const instances = sensitive.length > 0 ? await lockInstances(tx, ctx, id) : [];
  const columns = columnsOf(ctx, kind, id, secrets.state);
  await updateRow(tx, where, columns, missing).catch((error) => asConflict(error, kind, secrets.state));
  await storeReferences(tx, ctx, kind, id, references);
  await storeSecrets(tx, ctx, kind, id, secrets);
  await recordChange(tx, ctx, {
    kind: kind.kind,
    id,
    title: columns.title,
    verb: verbFor(kind, changed, secrets.state),
    before,
    after: secrets.state,
    secretPaths: secretPaths(secrets),
  });
  await maskInstances(tx, ctx, instances, sensitive);
  return { state: secrets.state, changed: true };
}

function verbFor(kind: ResourceKind, changed: string[], state: ResourceState): Verb {
  if (kind.verbs.toggles && changed.length === 1 && changed[0] === "enabled")
    return state.enabled ? "enabled" : "disabled";
  return kind.verbs.modified;
}

function createOnlyProblems(kind: ResourceKind, before: ResourceState, after: ResourceState) {
  return Object.entries(kind.attributes)
    .filter(([name, attribute]) => attribute.createOnly && canonicalJson(before[name]) !== canonicalJson(after[name]))
    .map(([path, attribute]) => ({
      path,
      message: `${attribute.label} cannot change: create another ${kind.singular.toLowerCase()} instead.`,
    }));
}

interface LockedRow {
  readonly title: string;
  readonly id: string;
  readonly state: ResourceState;
  readonly extra: ResourceState;
  readonly revision: number;
  readonly updatedBy: string;
  readonly missingSecrets: string[];
}

/** Reads a resource and holds its row until the transaction ends. */
export async function lockResource(tx: Tx, ctx: Ctx, kind: ResourceKind, id: string) {
  // Postgres' texts cannot hold NUL: nothing is called so.
  const [row] = id.includes("\0")
    ? []
    : await tx.$queryRaw<
        LockedRow[]
      >`SELECT id, title, state, extra, revision, "updatedBy", "missingSecrets" FROM "Resource"
        WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind.kind} AND id = ${id} FOR UPDATE`;
  if (!row) throw new NotFoundError(kind.singular.toLowerCase(), id);
  return row;
}

const staleEdit = (kind: ResourceKind, by: string) =>
  new DomainError("conflict", `This ${kind.singular.toLowerCase()} was changed by ${by} after you opened it.`, {
    next: "Look at their change in the history, then save again or reload.",
  });
