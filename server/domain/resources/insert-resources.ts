import type { Ctx, Tx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { referencesOf } from "@/server/core/kinds/references";
import type { ResourceKind } from "@/server/core/kinds/types";
import { seal } from "@/server/crypto";
import { recordChanges } from "@/server/domain/changes/record-changes";
import type { ResourceState } from "@/server/hcl/schema";
import { completeState } from "./complete-state";
import type { Brought } from "./create-resource";
import { secretKeysOf } from "./secret-keys";
import { missingSecrets, type SplitSecrets, secretPaths, splitSecrets } from "./secrets";
import { columnsOf, insertRows, isUniqueViolation, secretContext } from "./store-resource";
import { insertWriteKeys } from "./write-keys";

export interface NewResource {
  readonly kind: ResourceKind;
  readonly id: string;
  /** Parsed, its secrets still in it. */
  readonly state: ResourceState;
  readonly brought: Brought;
}

interface Prepared {
  readonly kind: ResourceKind;
  readonly id: string;
  readonly secrets: SplitSecrets;
}

/**
 * The same as `insertResource` for many that an import brings, in a fixed number of statements: large trees take seconds.
 * Not for mappings that wait for dbt Cloud, which are counted one by one.
 */
export async function insertResources(tx: Tx, ctx: Ctx, all: readonly NewResource[]): Promise<void> {
  if (all.length === 0) return;
  const prepared: Prepared[] = [];
  for (const { kind, id, state, brought } of all) {
    const full = brought.whole ? state : completeState(kind, state);
    const keys = [...(await secretKeysOf(tx, ctx, kind, full, true)), ...brought.secretKeys];
    prepared.push({ kind, id, secrets: splitSecrets(full, keys, new Set(), null, kind.catalog === "warehouses") });
  }
  const rows = prepared.map(({ kind, id, secrets }) => ({
    ...{ kind: kind.kind, id, missingSecrets: missingSecrets(secrets, new Set()) },
    ...columnsOf(ctx, kind, id, secrets.state),
  }));
  await insertRows(tx, ctx, rows).catch(asCollision);
  await tx.resourceReference.createMany({ data: prepared.flatMap((each) => referenceRows(ctx, each)) });
  await tx.resourceSecret.createMany({ data: prepared.flatMap((each) => secretRows(ctx, each)) });
  const sources = prepared.filter(({ kind }) => kind.kind === "source");
  await insertWriteKeys(
    tx,
    ctx,
    sources.map(({ id }) => id),
  );
  await recordChanges(
    tx,
    ctx,
    prepared.map(({ kind, id, secrets }) => ({
      ...{ kind: kind.kind, id, title: kind.title(id, secrets.state), verb: kind.verbs.created },
      ...{ before: null, after: secrets.state, secretPaths: secretPaths(secrets) },
    })),
  );
}

const referenceRows = ({ workspace }: Ctx, { kind, id, secrets }: Prepared) =>
  referencesOf(kind, secrets.state).map((each) => ({
    ...{ workspaceId: workspace.id, kind: kind.kind, id, attribute: each.attribute },
    ...{ targetKind: each.kind, targetId: each.id },
  }));

const secretRows = ({ workspace }: Ctx, { kind, id, secrets }: Prepared) =>
  [...secrets.changed].map(([path, plaintext]) => ({
    ...{ workspaceId: workspace.id, kind: kind.kind, id, path },
    ...seal(plaintext, secretContext(workspace.id, kind.kind, id, path)),
  }));

/** What the plan found free was taken since; which of them it is, one statement for many does not say. */
function asCollision(cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause;
  throw new DomainError("conflict", "Something that would be created came to be since the plan was made.", {
    next: "Look at the new plan, then apply that.",
    cause,
  });
}
