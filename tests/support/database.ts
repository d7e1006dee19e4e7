import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import type { Ctx, Db } from "@/server/core/ctx";
import { shortUuid } from "@/server/core/kinds/ids";
import { fullAccess, type Grant, ownerRoleId } from "@/server/core/permissions";
import { type Database, openDatabase } from "@/server/db";
import type {} from "./global-database";
import { startTestPostgres } from "./test-postgres";

export interface TestDatabase extends Omit<Database, "close"> {
  readonly db: Db;
  readonly url: string;
}

const connections = 8;

/**
 * The run's migrated Postgres, shared by all test files; alone with `own: true`. Call it at the top of a test file:
 * `const { db } = await testDatabase();`. Isolation is by `freshWorkspace`, not by emptying tables.
 */
export async function testDatabase(options: { own?: boolean } = {}): Promise<TestDatabase> {
  const shared = options.own ? undefined : inject("testDatabaseDoor");
  const postgres = shared ? { url: await askDoor(shared), stop: undefined } : await startTestPostgres();
  const { db, pool, close } = openDatabase(postgres.url, connections);
  afterAll(async () => {
    await close();
    await postgres.stop?.();
  });
  return { db, pool, url: postgres.url };
}

async function askDoor(door: string): Promise<string> {
  const response = await fetch(door);
  if (!response.ok) throw new Error(`The tests' Postgres did not start: ${await response.text()}`);
  return response.text();
}

export interface FreshWorkspace {
  /** Acts as the workspace's owner, who may do everything. */
  readonly ctx: Ctx;
  /** The same workspace as somebody else: a member with one role, for all of it or for one resource. */
  as(role: string, scope?: Grant["scope"]): Ctx;
  /** Acts as somebody without any role. */
  readonly nobody: Ctx;
  /** Id of the owner's `user` resource. */
  readonly ownerUserId: string;
}

/** An e-mail that no other test uses. */
export const freshEmail = (name = "person") => `${name}-${randomBytes(6).toString("hex")}@example.com`;

/**
 * A workspace of its own for a test: with an owner who has an account and a `user` resource, without change records
 * (`changeSeq` 0) and without any other resource.
 */
export async function freshWorkspace(db: Db, options: { slug?: string; name?: string } = {}): Promise<FreshWorkspace> {
  const slug = options.slug ?? `w-${randomBytes(6).toString("hex")}`;
  const name = options.name ?? `Workspace ${slug}`;
  const email = freshEmail("owner");
  const account = await db.account.create({ data: { email, name: "Olga Owner" } });
  const workspace = await db.workspace.create({ data: { id: shortUuid(), slug, name } });
  const ownerUserId = shortUuid();
  const permissions = [{ role_id: ownerRoleId, resources: [{ id: workspace.id, type: "WORKSPACE", labels: [] }] }];
  await db.resource.create({
    data: {
      workspaceId: workspace.id,
      kind: "user",
      id: ownerUserId,
      title: email,
      search: `${email}\n${ownerUserId.toLowerCase()}`,
      naturalKey: email,
      labels: [],
      state: { email, permissions },
      updatedBy: email,
    },
  });
  const ctx: Ctx = {
    db,
    workspace: { id: workspace.id, slug, name },
    actor: { type: "user", id: account.id, email, name: account.name },
    access: fullAccess,
    origin: "ui",
  };
  const person = (label: string): Ctx["actor"] => {
    const address = freshEmail(label);
    return { type: "user", id: address, email: address, name: label };
  };
  return {
    ctx,
    ownerUserId,
    as: (role, scope = "workspace") => ({ ...ctx, actor: person("member"), access: { grants: [{ role, scope }] } }),
    nobody: { ...ctx, actor: person("nobody"), access: { grants: [] } },
  };
}
