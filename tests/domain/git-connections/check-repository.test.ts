import { expect, test } from "vitest";
import { checkRepository } from "@/server/domain/git-connections/check-repository";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { freshWorkspace, testDatabase } from "@/tests/support/database";
import { keyPair } from "@/tests/support/ssh-git-host";

const { db } = await testDatabase();
const git = createGitGateway();

async function withConnection() {
  const workspace = await freshWorkspace(db);
  const { privateKey } = keyPair();
  const credential = { method: "ssh-key" as const, privateKey, confirmedHostKeys: [] };
  const { id } = await createGitConnection(workspace.ctx, git, { name: "Key", service: "github.com", ...credential });
  return { ...workspace, id };
}

test("reads an address as git gets it, with no problem anywhere", async () => {
  const { ctx, id } = await withConnection();
  const input = { connectionId: id, url: "git@github.com:octo/infra.git", branch: "main", path: "infra/segment" };
  const checked = await checkRepository(ctx, git, input);
  expect(checked).toMatchObject({ urlProblem: null, branchProblem: null, pathProblem: null });
  expect(checked.url?.url).toContain("octo/infra");
});

test("offers the clone address for the address of a page", async () => {
  const { ctx, id } = await withConnection();
  const url = "https://github.com/octo/infra/tree/main";
  const checked = await checkRepository(ctx, git, { connectionId: id, url, branch: "main", path: "" });
  expect(checked.url).toBeNull();
  expect(checked.urlProblem?.correction).toContain("octo/infra");
  const corrected = checked.urlProblem?.correction ?? "";
  const again = await checkRepository(ctx, git, { connectionId: id, url: corrected, branch: "main", path: "" });
  expect(again.urlProblem).toBeNull();
});

test("names what is wrong with branch and folder beside the address", async () => {
  const { ctx, id } = await withConnection();
  const input = { connectionId: id, url: "ext::sh -c id", branch: "-delete", path: "../x" };
  const checked = await checkRepository(ctx, git, input);
  expect(checked.urlProblem).not.toBeNull();
  expect(checked.branchProblem).not.toBeNull();
  expect(checked.pathProblem).not.toBeNull();
});

test("is for owners, and for connections of the own workspace", async () => {
  const { as, id } = await withConnection();
  const input = { connectionId: id, url: "git@github.com:octo/infra.git", branch: "main", path: "" };
  await expect(checkRepository(as("Workspace Member"), git, input)).rejects.toMatchObject({ code: "forbidden" });
  const { ctx } = await freshWorkspace(db);
  await expect(checkRepository(ctx, git, input)).rejects.toMatchObject({ code: "not-found" });
});
