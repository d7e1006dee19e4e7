import type { PrismaClient } from "@/prisma/generated/client";
import { DomainError } from "./errors";
import { type Access, isAllowed, type Permission, rolesWith, type Target } from "./permissions";

export type Db = PrismaClient;
/** A transaction of the database: what every write goes through. */
export type Tx = Parameters<Parameters<Db["$transaction"]>[0]>[0];

export type Actor =
  | { readonly type: "user"; readonly id: string; readonly email: string; readonly name: string }
  | { readonly type: "token"; readonly id: string; readonly name: string }
  | { readonly type: "system"; readonly id: string; readonly name: string };

/** Where a change came from. */
export type Origin = "ui" | "api" | "import" | "sample" | "system";

/** What every verb is given: whose workspace, who acts, what they may do. Doors build it, verbs only read it. */
export interface Ctx {
  readonly db: Db;
  readonly workspace: { readonly id: string; readonly slug: string; readonly name: string };
  readonly actor: Actor;
  readonly access: Access;
  readonly origin: Origin;
}

/** How commits and the audit trail name an actor. */
export function actorLabel(actor: Actor): string {
  switch (actor.type) {
    case "user":
      return actor.email;
    case "token":
      return `Public API token '${actor.name}'`;
    case "system":
      return actor.name;
  }
}

export const systemActor: Actor = { type: "system", id: "tributary", name: "Tributary" };

export function authorize(ctx: Ctx, permission: Permission, targets: readonly Target[] = []): void {
  if (!isAllowed(ctx.access, permission, targets)) throw refusal(permission);
}

/** What somebody is told whose roles do not hold a permission, or do not reach what it is about. */
export function refusal(permission: Permission): DomainError {
  const roles = rolesWith(permission).slice(0, 3).join(", ");
  return new DomainError("forbidden", "Your role does not allow this.", {
    next: `Ask a Workspace Owner for one of these roles: ${roles}.`,
    data: { permission },
  });
}
