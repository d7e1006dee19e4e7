import type { Ctx, Tx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { items } from "@/server/core/kinds/values";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import { canonicalJson } from "@/server/domain/resources/canonical";
import { editIn } from "@/server/domain/resources/update-resource";
import type { JsonValue } from "@/server/hcl/schema";
import { grantProblems } from "./grant-problems";

export interface SetPermissions {
  readonly kind: "user" | "user_group";
  readonly id: string;
  /** Role grants as the attribute `permissions` holds them, each with its resources' labels. */
  readonly permissions: readonly JsonValue[];
  /** Whether they take the place of those that are there, or come beside them. */
  readonly mode: "replace" | "add";
}

/** Gives a user or group exactly these roles, or these too. The last Workspace Owner stays one. */
export async function setPermissions(ctx: Ctx, input: SetPermissions): Promise<void> {
  await changeWorkspace(ctx, (tx) => setPermissionsIn(tx, ctx, input));
}

/** The same in the caller's transaction. */
export async function setPermissionsIn(tx: Tx, ctx: Ctx, { kind, id, permissions, mode }: SetPermissions) {
  await editIn(tx, ctx, { kind, id }, ({ state }) => {
    const problems = grantProblems(ctx, permissions, state.permissions ?? []);
    if (problems.length > 0) throw new InvalidError(problems);
    return { changes: { permissions: mode === "add" ? together(items(state.permissions), permissions) : permissions } };
  });
}

function together(before: readonly JsonValue[], added: readonly JsonValue[]): JsonValue[] {
  const known = new Set(before.map(canonicalJson));
  return [...before, ...added.filter((grant) => !known.has(canonicalJson(grant)))];
}
