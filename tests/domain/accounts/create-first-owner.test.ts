import { beforeEach, expect, test } from "vitest";
import { CreateFirstOwner, createFirstOwner } from "@/server/domain/accounts/create-first-owner";
import { isFirstRun } from "@/server/domain/accounts/is-first-run";
import { signInWithProvider } from "@/server/domain/accounts/sign-in-with-provider";
import { contextFor } from "@/server/domain/workspaces/context-for";
import { listWorkspaces } from "@/server/domain/workspaces/list-workspaces";
import { testDatabase } from "@/tests/support/database";
import { plainHasher } from "./plain-hasher";

// "The first account" is about the whole database, so these tests have one of their own.
const { db } = await testDatabase({ own: true });

beforeEach(async () => {
  await db.workspace.deleteMany();
  await db.account.deleteMany();
});

const input = (name = "ada") =>
  CreateFirstOwner.parse({
    name: "Ada Lovelace",
    email: `${name}@Example.com`,
    password: "correct horse",
    workspaceName: "Acme",
    workspaceSlug: "acme",
  });

test("the first run creates an account that owns a workspace, as a change record", async () => {
  expect(await isFirstRun(db)).toBe(true);
  const person = await createFirstOwner(db, input(), plainHasher());
  expect(person).toMatchObject({ email: "ada@example.com", slug: "acme" });
  const ctx = await contextFor(db, { slug: "acme", account: person, origin: "ui" });
  expect(ctx.access.grants).toEqual([{ role: "Workspace Owner", scope: "workspace" }]);
  const changes = await db.changeRecord.findMany({ where: { workspaceId: ctx.workspace.id } });
  expect(changes).toMatchObject([
    { kind: "user", verb: "added", actorEmail: "ada@example.com", title: "ada@example.com" },
  ]);
  expect(await isFirstRun(db)).toBe(false);
});

test("a second set-up is refused, without the work of a hash", async () => {
  await createFirstOwner(db, input(), plainHasher());
  const hasher = plainHasher();
  await expect(createFirstOwner(db, input("eve"), hasher)).rejects.toMatchObject({ code: "conflict" });
  expect(hasher.calls).toEqual([]);
});

test("of several set-ups at the same time one succeeds", async () => {
  const names = ["ada", "bob", "cid", "dee"];
  const results = await Promise.allSettled(names.map((name) => createFirstOwner(db, input(name), plainHasher())));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await db.account.count()).toBe(1);
  expect(await db.workspace.count()).toBe(1);
  expect(await db.resource.count({ where: { kind: "user" } })).toBe(1);
});

test("the first owner owns the workspaces that are already there", async () => {
  await db.workspace.create({ data: { id: "sampleworkspace", slug: "sample", name: "Sample" } });
  const person = await createFirstOwner(db, input(), plainHasher());
  expect((await listWorkspaces(db, person.email)).map((each) => each.slug)).toEqual(["acme", "sample"]);
});

test("a slug that is taken is said at its field and leaves no account behind", async () => {
  await db.workspace.create({ data: { id: "acmeworkspace", slug: "acme", name: "Acme" } });
  await expect(createFirstOwner(db, input(), plainHasher())).rejects.toMatchObject({ fields: [{ path: "slug" }] });
  expect(await db.account.count()).toBe(0);
});

test("the first person of a provider sets the product up too, a second one does not", async () => {
  await db.workspace.create({ data: { id: "sampleworkspace", slug: "sample", name: "Sample" } });
  const profile = { provider: "github", subject: "1", email: "ada@example.com", emailVerified: true, name: "Ada" };
  const person = await signInWithProvider(db, profile);
  expect((await listWorkspaces(db, person.email)).map((each) => each.slug)).toEqual(["sample"]);
  const stranger = { ...profile, subject: "2", email: "eve@example.com" };
  await expect(signInWithProvider(db, stranger)).rejects.toMatchObject({ code: "forbidden" });
});

test.each([
  ["email", { email: "ada" }],
  ["name", { name: "  " }],
  ["name", { name: "Ada\u202egnp" }],
  ["password", { password: "short" }],
  ["password", { password: "aaaaaaaaaaaaaa" }],
  ["workspaceSlug", { workspaceSlug: "sign-in" }],
  ["workspaceSlug", { workspaceSlug: "Acme Inc" }],
  ["workspaceSlug", { workspaceSlug: "../etc" }],
  ["workspaceName", { workspaceName: "a\u0000b" }],
])("a bad %s is said at its field (%j)", (field, change) => {
  const result = CreateFirstOwner.safeParse({ ...input(), ...change });
  expect(result.error?.issues[0]?.path).toEqual([field]);
});
