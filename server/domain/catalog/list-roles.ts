import { roleRows } from "./data-files";
import type { RoleRow } from "./data-rows";
import type { Role } from "./types";

const places: { readonly [type: string]: string } = {
  WORKSPACE: "the workspace",
  SOURCE: "sources",
  SPACE: "spaces",
  FUNCTION: "functions",
  WAREHOUSE: "warehouses",
};

function buildRole(row: RoleRow): Role {
  const where = row.resourceTypes.map((type) => places[type] ?? type.toLowerCase()).join(" or ");
  return {
    id: row.id,
    name: row.name,
    description: `${row.name}, granted on ${where}.`,
    nameSure: row.sure !== false,
    environment: row.environment,
    resourceTypes: row.resourceTypes,
  };
}

/** Roles that users and groups of this product can be given, in the catalog's order. */
export function listRoles(): Role[] {
  return [...roleRows().values()].filter((row) => row.environment !== "staging").map(buildRole);
}

/** A role by its id, also one that is no longer offered; null for ids that nothing is known about. */
export function findRole(id: string): Role | null {
  const row = roleRows().get(id);
  return row ? buildRole(row) : null;
}
