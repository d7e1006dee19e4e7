import type { KindName } from "./kinds/types";

export const permissions = [
  "workspace:read",
  "sources:write",
  "destinations:write",
  "warehouses:write",
  "protocols:write",
  "functions:write",
  "reverse-etl:write",
  "access:manage",
  "extensions:manage",
  "audit:read",
  "workspace:manage",
] as const;

export type Permission = (typeof permissions)[number];

/** The permission that writing a resource of a kind needs. */
export const writePermission: { readonly [K in KindName]: Permission } = {
  source: "sources:write",
  destination: "destinations:write",
  destination_subscription: "destinations:write",
  destination_filter: "destinations:write",
  warehouse: "warehouses:write",
  source_warehouse_connection: "warehouses:write",
  tracking_plan: "protocols:write",
  source_tracking_plan_connection: "protocols:write",
  transformation: "protocols:write",
  function: "functions:write",
  insert_function_instance: "functions:write",
  reverse_etl_model: "reverse-etl:write",
  profiles_warehouse: "warehouses:write",
  user: "access:manage",
  user_group: "access:manage",
  label: "access:manage",
};

const read = ["workspace:read"] as const satisfies readonly Permission[];

/** What each role may do: one table for server and pages. Names are Segment's. */
export const rolePermissions: { readonly [role: string]: readonly Permission[] } = {
  "Workspace Owner": permissions,
  "Workspace Member": [
    ...read,
    "sources:write",
    "destinations:write",
    "warehouses:write",
    "protocols:write",
    "functions:write",
    "reverse-etl:write",
  ],
  "Source Admin": [...read, "sources:write", "destinations:write"],
  "Source Read-only": read,
  "Tracking Plan Admin": [...read, "protocols:write"],
  "Tracking Plan Read-only": read,
  "Warehouse Destination Admin": [...read, "warehouses:write", "reverse-etl:write"],
  "Warehouse Destination Read-only": read,
  "Function Admin": [...read, "functions:write"],
  "Function Read-only": read,
  "Unify and Engage Admin": read,
  "Unify and Engage Read-only": read,
  "Identity Admin": read,
  "End User Privacy Admin": read,
  "PII Access": read,
  "Observability Admin": [...read, "audit:read"],
  "Observability Read-only": [...read, "audit:read"],
};

/** Role ids are the same in every workspace; exports of Segment's staging environment carry the second of a pair. */
export const roleNames: { readonly [id: string]: string } = {
  "1Mc8DFMmZbyzdEWmE6k8JVgKAiE": "Workspace Owner",
  "1WDUuRLxv84rrfCNUwvkrRtkxnS": "Workspace Owner",
  "1T4aB9og7L00rOWdpKsvJ0I3xDL": "Workspace Member",
  "1aEWAcU0fArxScocwH9xxLgW7r3": "Workspace Member",
  "1Mc8DKqCj3vrDvNml9Vhsc7Aebt": "Source Admin",
  "1WDUuSF1kN1xis2lp09RVKOsnnL": "Source Admin",
  "1Mc8DLRqfeBpxN5cNBjK0n4oTPX": "Source Read-only",
  "1WDUuNOXQYGLtEI7LcfBMpvU9ll": "Source Read-only",
  "1PWCliYHNGD6q2xVM3MjSCD5WRU": "Function Admin",
  "1WDUuUTNtbdpyJV0KPQzlHVkewe": "Function Admin",
  "1YMnOJ07z3IqfTWhU1SCvChBpRj": "Function Read-only",
  "1Y86RP8BjOpdJtb5FbH0Z2M57PX": "Function Read-only",
  "1WDUuSmhpuFwR0dtYcgzeiGnmDr": "Tracking Plan Admin",
  "1WDUuWtxCUipR4uma0pqqZ8T2Qq": "Tracking Plan Read-only",
  "1WDUuY68jLTuIRC6DzqM6zKnkSf": "Warehouse Destination Admin",
  "1WDUuYzBBvlpH0Oq4hPVMw7OsiW": "Warehouse Destination Read-only",
  "1Mc8DEHhMqqSkb5cPjtu9pAEyNf": "Unify and Engage Admin",
  "1WDUuSVopUPUzSLNKqvG6uCiFtq": "Unify and Engage Admin",
  "1WDUuZXZWg6JuU6RKhEhz8nEa1G": "Unify and Engage Read-only",
  "1Ttjwdg1SEGKH5hfg8heUBlfXGK": "Identity Admin",
  "1dsSKGeBDUTGJ1QoZTtymZq949J": "End User Privacy Admin",
  "1ZxNOhjYFrqvYCPreLHBNTnepB4": "PII Access",
  "1ZxBLEwfZgYG3olVPxkc7e35Wue": "PII Access",
  Ez2WdbOWYfaD4aBhNghPaLjbHdf: "Observability Admin",
  Ez2WdbPQZ6kF5vNxM8rHwT9cLmK: "Observability Read-only",
};

export const ownerRoleId = "1Mc8DFMmZbyzdEWmE6k8JVgKAiE";
export const memberRoleId = "1T4aB9og7L00rOWdpKsvJ0I3xDL";

/** A role given for the whole workspace, or for one resource. */
export interface Grant {
  readonly role: string;
  readonly scope: "workspace" | { readonly kind: KindName; readonly id: string };
}

export interface Access {
  readonly grants: readonly Grant[];
}

export const fullAccess: Access = { grants: [{ role: "Workspace Owner", scope: "workspace" }] };

/** The resources a write touches: itself and those it hangs on, such as a mapping's destination and that one's source. */
export interface Target {
  readonly kind: KindName;
  readonly id: string;
}

export function isAllowed(access: Access, permission: Permission, targets: readonly Target[] = []): boolean {
  return access.grants.some((grant) => {
    if (!rolePermissions[grant.role]?.includes(permission)) return false;
    const { scope } = grant;
    return scope === "workspace" || targets.some((target) => target.kind === scope.kind && target.id === scope.id);
  });
}

/** Whether some role holds a permission, whatever it reaches: enough to look for what it reaches. */
export const isAllowedSomewhere = (access: Access, permission: Permission): boolean =>
  access.grants.some(({ role }) => rolePermissions[role]?.includes(permission));

/** Kinds that a role for single resources never reaches: an owner of one source must not make owners of all. */
export const reachedWorkspaceWide: ReadonlySet<KindName> = new Set(["user", "user_group", "label"]);

/** Whether somebody can begin to create a resource of a kind: what it is put on decides when it is saved. */
export function mayBegin(access: Access, kind: KindName): boolean {
  const permission = writePermission[kind];
  if (isAllowed(access, permission)) return true;
  return !reachedWorkspaceWide.has(kind) && !standsAlone.has(kind) && isAllowedSomewhere(access, permission);
}

/** Kinds that name no other resource, so that nothing but the whole workspace gives the right to create one. */
const standsAlone: ReadonlySet<KindName> = new Set([
  "source",
  "warehouse",
  "tracking_plan",
  "function",
  "profiles_warehouse",
]);

/** Roles that hold a permission, for the hint a read-only page gives. */
export const rolesWith = (permission: Permission): string[] =>
  Object.keys(rolePermissions).filter((role) => rolePermissions[role]?.includes(permission));
