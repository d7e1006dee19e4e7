import type { Ctx } from "@/server/core/ctx";
import type { FieldProblem } from "@/server/core/kinds/types";
import { items, record, text } from "@/server/core/kinds/values";
import { findRole } from "@/server/domain/catalog/list-roles";
import type { JsonValue } from "@/server/hcl/schema";

/**
 * What is wrong with role grants beyond their shape: roles that nobody knows, which would give nothing, and other
 * workspaces, which would give this one. What stood in `before` may stay, as exports carry it.
 */
export function grantProblems(ctx: Ctx, permissions: JsonValue, before: JsonValue = []): FieldProblem[] {
  const kept = items(before).map(record);
  const keptRoles = new Set(kept.map(({ role_id }) => text(role_id)));
  const keptWorkspaces = new Set([ctx.workspace.id, ...kept.flatMap(workspacesOf).map(({ id }) => id)]);
  return items(permissions).flatMap((item, index) => {
    const grant = record(item);
    const roleId = text(grant.role_id);
    const unknown = findRole(roleId) === null && !keptRoles.has(roleId);
    return [
      ...(unknown ? [{ path: `permissions.${index}.role_id`, message: `There is no role “${roleId}”.` }] : []),
      ...workspacesOf(grant)
        .filter(({ id }) => !keptWorkspaces.has(id))
        .map(({ id, at }) => ({
          path: `permissions.${index}.resources.${at}.id`,
          message: `“${id}” is not this workspace.`,
        })),
    ];
  });
}

const workspacesOf = (grant: { readonly [name: string]: JsonValue }) =>
  items(grant.resources).flatMap((item, at) => {
    const { type, id } = record(item);
    return type === "WORKSPACE" ? [{ id: text(id), at }] : [];
  });
