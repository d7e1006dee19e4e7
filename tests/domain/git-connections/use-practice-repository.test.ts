import { expect, test } from "vitest";
import { listGitConnections } from "@/server/domain/git-connections/list-git-connections";
import { removeGitConnection } from "@/server/domain/git-connections/remove-git-connection";
import {
  findPracticeRepository,
  type PracticeRepository,
  usePracticeRepository,
} from "@/server/domain/git-connections/use-practice-repository";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { freshWorkspace, testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const git = createGitGateway();

/** A practice host that remembers whom it let in. It is one of the known hosts here, so that it may be connected to. */
function practiceHost(): PracticeRepository & { readonly keys: string[] } {
  const keys: string[] = [];
  const authorize = async (key: string) => void (keys.includes(key) || keys.push(key));
  return { url: "ssh://git@github.com/practice.git", service: "github.com", branch: "main", keys, authorize };
}

test("makes a connection whose new key the practice host lets in", async () => {
  const { ctx } = await freshWorkspace(db);
  const practice = practiceHost();
  const { id } = await usePracticeRepository(ctx, git, practice);
  const [connection, ...others] = await listGitConnections(ctx);
  expect(others).toEqual([]);
  expect(connection).toMatchObject({ id, name: "Practice repository", method: "ssh-key", service: "github.com" });
  expect(practice.keys).toEqual([connection?.publicKey]);
});

test("asked again, gives the same connection and lets its key in again", async () => {
  const { ctx } = await freshWorkspace(db);
  const practice = practiceHost();
  const { id } = await usePracticeRepository(ctx, git, practice);
  const anew = practiceHost();
  expect(await usePracticeRepository(ctx, git, anew)).toEqual({ id });
  expect(anew.keys).toEqual(practice.keys);
});

test("a connection made after one was deleted has a key and a name of its own", async () => {
  const { ctx } = await freshWorkspace(db);
  const practice = practiceHost();
  const { id } = await usePracticeRepository(ctx, git, practice);
  await removeGitConnection(ctx, id);
  const second = await usePracticeRepository(ctx, git, practice);
  expect(second.id).not.toBe(id);
  expect(practice.keys).toHaveLength(2);
});

test("stays inside its workspace", async () => {
  const [one, other] = [await freshWorkspace(db), await freshWorkspace(db)];
  const practice = practiceHost();
  await usePracticeRepository(one.ctx, git, practice);
  await usePracticeRepository(other.ctx, git, practice);
  expect(practice.keys).toHaveLength(2);
  expect(await listGitConnections(one.ctx)).toHaveLength(1);
});

test("is for owners only, as is the question whether there is one", async () => {
  const { as } = await freshWorkspace(db);
  const practice = practiceHost();
  const member = as("Workspace Member");
  await expect(usePracticeRepository(member, git, practice)).rejects.toMatchObject({ code: "forbidden" });
  expect(() => findPracticeRepository(member, practice)).toThrow("Your role does not allow this.");
  expect(practice.keys).toEqual([]);
});

test("tells where it is without handing out its port; null where there is none", async () => {
  const { ctx } = await freshWorkspace(db);
  const { url, service, branch } = practiceHost();
  expect(findPracticeRepository(ctx, practiceHost())).toEqual({ url, service, branch });
  expect(findPracticeRepository(ctx, null)).toBeNull();
});
