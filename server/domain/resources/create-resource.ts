import type { Ctx, Tx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { parseState } from "@/server/core/kinds/parse-state";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import type { ResourceKind } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { recordChange } from "@/server/domain/changes/record-change";
import type { ResourceState } from "@/server/hcl/schema";
import { completeState } from "./complete-state";
import { guardDbtCloudSchedules } from "./guard-dbt-cloud-schedules";
import { authorizeOn } from "./reach";
import type { CreateResource } from "./schema";
import { secretKeysOf } from "./secret-keys";
import { missingSecrets, secretPaths, splitSecrets } from "./secrets";
import { asConflict, checkReferences, columnsOf, insertReferences, insertRow, storeSecrets } from "./store-resource";
import { insertWriteKey } from "./write-keys";

export interface Created {
  readonly id: string;
  readonly state: ResourceState;
}

/** Creates a resource with a new id and records the change. Throws InvalidError with the fields, or a conflict. */
export async function createResource(ctx: Ctx, input: CreateResource): Promise<Created> {
  const kind = resourceKinds[input.kind];
  const { state, problems } = parseState(kind, input.state);
  await authorizeOn(ctx.db, ctx, writePermission[kind.kind], { kind, id: null, state });
  if (problems.length > 0) throw new InvalidError(problems);
  return changeWorkspace(ctx, (tx) => insertResource(tx, ctx, kind, kind.newId(state), state));
}

/** What an import knows of a resource that it brings; unlike others it may name what this workspace does not have. */
export interface Brought {
  /** Settings that are secrets whatever their type says. */
  readonly secretKeys: readonly string[];
  /** The metadata stands there whole: the catalog adds nothing. */
  readonly whole: boolean;
}

/** Stores a parsed state under an id, in the caller's transaction: also how samples and imports come in. */
export async function insertResource(
  tx: Tx,
  ctx: Ctx,
  kind: ResourceKind,
  id: string,
  parsed: ResourceState,
  brought?: Brought,
): Promise<Created> {
  const full = brought?.whole ? parsed : completeState(kind, parsed);
  const secretKeys = [...(await secretKeysOf(tx, ctx, kind, full, true)), ...(brought?.secretKeys ?? [])];
  const secrets = splitSecrets(full, secretKeys, new Set(), null, kind.catalog === "warehouses");
  const references = brought
    ? referencesOf(kind, secrets.state)
    : await checkReferences(tx, ctx, kind, secrets.state, id);
  await guardDbtCloudSchedules(tx, ctx, kind, id, { before: {}, after: secrets.state });
  const columns = columnsOf(ctx, kind, id, secrets.state);
  const missing = missingSecrets(secrets, new Set());
  const row = { workspaceId: ctx.workspace.id, kind: kind.kind, id };
  await insertRow(tx, row, columns, missing).catch((error) => asConflict(error, kind, secrets.state));
  await insertReferences(tx, ctx, kind, id, references);
  if (secrets.changed.size > 0) await storeSecrets(tx, ctx, kind, id, secrets);
  if (kind.kind === "source") await insertWriteKey(tx, ctx, id);
  await recordChange(tx, ctx, {
    kind: kind.kind,
    id,
    title: columns.title,
    verb: kind.verbs.created,
    before: null,
    after: secrets.state,
    secretPaths: secretPaths(secrets),
  });
  return { id, state: secrets.state };
}
