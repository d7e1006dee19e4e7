// What the tests of changing Git Sync share: a host, a database, and people who change it.
import { randomBytes } from "node:crypto";
import { onTestFinished } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { keyPair } from "@/tests/support/ssh-git-host";
import { connect, gitWorld, productDatabase, remoteLog, type SyncedWorkspace } from "./world";

export const world = await gitWorld();
export const { db } = await productDatabase();
export const { host } = world;
export const git = createGitGateway();

export const anyBranch = () => `u-${randomBytes(5).toString("hex")}`;
export const subjects = (branch: string) => remoteLog(world, branch).map(({ subject }) => subject.split(" ")[0]);

/** What the form would send: everything as it is, but for what is named. */
export const inputOf = ({ branch, connectionId }: SyncedWorkspace, changed: object = {}) => ({
  ...{ connectionId, url: host.url, branch, path: "" },
  ...changed,
});

/** A second connection with a key of its own that the host lets in. */
export async function anotherConnection(ctx: Ctx): Promise<string> {
  const { privateKey, publicLine } = keyPair();
  host.authorizedKeys.push(publicLine);
  return connect(ctx, world, privateKey);
}

/** Locks the first key out until the test ends. */
export function lockOut(publicLine = host.authorizedKeys[0] ?? ""): void {
  host.authorizedKeys.splice(host.authorizedKeys.indexOf(publicLine), 1);
  onTestFinished(() => void host.authorizedKeys.unshift(publicLine));
}
