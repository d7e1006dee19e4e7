import type { Ctx, Db, Tx } from "@/server/core/ctx";
import { documentOf } from "@/server/core/kinds/document";
import type { KindName, ResourceKind } from "@/server/core/kinds/types";
import { record, text } from "@/server/core/kinds/values";
import { canonicalJson } from "@/server/domain/resources/canonical";
import { completeState } from "@/server/domain/resources/complete-state";
import { secretKeysOf } from "@/server/domain/resources/secret-keys";
import { keeping, missingSecrets, type SplitSecrets, splitSecrets } from "@/server/domain/resources/secrets";
import { sameSecrets } from "@/server/domain/resources/store-resource";
import type { StoredResource } from "@/server/domain/resources/stored-resources";
import { HclError } from "@/server/hcl/error";
import { renderResource } from "@/server/hcl/resource-file";
import type { ResourceState } from "@/server/hcl/schema";
import type { ReadResource } from "./read-block";

/** What an import does with a resource of the tree. */
export interface Step {
  readonly action: "create" | "update" | "unchanged";
  readonly resource: ReadResource;
  /** What is stored afterwards is made from this, its secrets still in it. */
  readonly state: ResourceState;
  readonly before: ResourceState | null;
  /** As it will be shown: secrets masked. */
  readonly after: ResourceState;
  /** Secrets that still have no value afterwards. */
  readonly missing: readonly string[];
  /** Attributes of what is there that cannot change. */
  readonly fixed: readonly string[];
}

/** Compares a resource of the tree with what the workspace has of it. Nothing is written. */
export async function compareResource(
  db: Db | Tx,
  ctx: Ctx,
  resource: ReadResource,
  stored: StoredResource | undefined,
): Promise<Step> {
  const { kind, id } = resource;
  const state = stored ? withKnownMetadata(resource, stored.state) : resource.state;
  const full = resource.whole ? state : completeState(kind, state);
  const keys = [...(await secretKeysOf(db as Tx, ctx, kind, full, false)), ...resource.secretKeys];
  const there = new Set(stored?.secretPaths);
  const known = new Set([...there, ...(stored?.missingSecrets ?? [])]);
  const split = splitSecrets(full, keys, known, stored?.state ?? null, kind.catalog === "warehouses");
  const missing = missingSecrets(split, there);
  const step = { resource, state, after: split.state, missing, before: stored?.state ?? null };
  if (!stored) return { ...step, action: "create", fixed: [] };
  const secrets = keeping(split, await sameSecrets(db as Tx, ctx, kind, id, split.changed));
  const changed = secretsDiffer(secrets, stored, missing) || !sayTheSame(kind.kind, id, stored.state, split.state);
  const fixed = changed ? fixedAttributes(kind, stored.state, full) : [];
  return { ...step, action: changed ? "update" : "unchanged", fixed };
}

function secretsDiffer(secrets: SplitSecrets, stored: StoredResource, missing: readonly string[]): boolean {
  const removed = stored.secretPaths.some((path) => !secrets.kept.has(path) && !secrets.changed.has(path));
  return removed || secrets.changed.size > 0 || missing.join() !== [...stored.missingSecrets].sort().join();
}

/** Two states are the same when their files are: sets have no order, and an empty optional text is none. */
function sayTheSame(kind: KindName, id: string, before: ResourceState, after: ResourceState): boolean {
  try {
    return renderResource(documentOf(kind, id, before)) === renderResource(documentOf(kind, id, after));
  } catch (error) {
    if (error instanceof HclError) return canonicalJson(before) === canonicalJson(after);
    throw error;
  }
}

/** What the catalog adds to a type's id is not a person's to change: what is stored stays, while the type is the same. */
function withKnownMetadata({ kind, state }: ReadResource, before: ResourceState): ResourceState {
  if (kind.kind !== "destination") return state;
  const same = text(record(state.metadata).id) === text(record(before.metadata).id);
  return same && before.metadata !== undefined ? { ...state, metadata: before.metadata } : state;
}

function fixedAttributes(kind: ResourceKind, before: ResourceState, after: ResourceState): string[] {
  return Object.entries(kind.attributes)
    .filter(([name, { createOnly }]) => createOnly && canonicalJson(before[name]) !== canonicalJson(after[name]))
    .map(([name]) => name);
}
