import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { Ctx, Db } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { findGitSync } from "@/server/domain/git-sync/get-git-sync";
import { getRun } from "@/server/domain/git-sync/list-runs";
import type { SyncGit } from "@/server/domain/git-sync/ports";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { type SyncOutcome, syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { createResource } from "@/server/domain/resources/create-resource";
import { updateResource } from "@/server/domain/resources/update-resource";
import { env } from "@/server/env";
import type { ResourceState } from "@/server/hcl/schema";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { freshWorkspace, type TestDatabase, testDatabase } from "@/tests/support/database";
import { plainGit, tipOf } from "@/tests/support/plain-git";
import { type SshGitHost, startSshGitHost } from "@/tests/support/ssh-git-host";

/** The tests' database with the product's own hooks on it: what verbs announce finds the executor's tables. */
export async function productDatabase(options: { own?: boolean } = {}): Promise<TestDatabase> {
  const opened = await testDatabase(options);
  Object.assign(globalThis, { tributaryDatabase: opened });
  return opened;
}

/** A real Git host over SSH and the product's settings for it. */
export interface GitWorld {
  readonly host: SshGitHost;
  readonly dataDir: string;
  /** Takes the host's present key for the right one, as an operator would write it down. */
  trustHostKey(): void;
}

/** Starts it, in the data folder and with the host list of the test file. */
export async function gitWorld(): Promise<GitWorld> {
  const host = await startSshGitHost();
  afterAll(() => host.close());
  const dataDir = env().TRIBUTARY_DATA_DIR;
  const knownHostsPath = join(dataDir, "known_hosts");
  const trustHostKey = () => writeFileSync(knownHostsPath, `${host.hostKeyLine}\n`);
  trustHostKey();
  const entry = { host: "127.0.0.1", ssh: { port: host.port }, https: false, knownHostsPath, allowPrivate: true };
  writeFileSync(join(dataDir, "hosts.json"), JSON.stringify([entry]));
  return { host, dataDir, trustHostKey };
}

export interface SyncedWorkspace {
  readonly ctx: Ctx;
  readonly branch: string;
  readonly connectionId: string;
  readonly initialRunId: string;
}

export async function connect(ctx: Ctx, world: GitWorld, privateKey = world.host.privateKey): Promise<string> {
  const name = `Connection ${randomBytes(4).toString("hex")}`;
  const input = { method: "ssh-key", name, service: "127.0.0.1", privateKey, confirmedHostKeys: [] } as const;
  return (await createGitConnection(ctx, createGitGateway(), { ...input, confirmedHostKeys: [] })).id;
}

/** A workspace with Git Sync set up by the verbs on a branch of its own; the initial run waits to be worked on. */
export async function setUpOn(
  db: Db,
  world: GitWorld,
  options: { path?: string; branch?: string } = {},
): Promise<SyncedWorkspace> {
  const { ctx } = await freshWorkspace(db);
  const branch = options.branch ?? `b-${randomBytes(5).toString("hex")}`;
  const connectionId = await connect(ctx, world);
  const input = { connectionId, url: world.host.url, branch, path: options.path ?? "" };
  const { runId } = await setUpGitSync(ctx, createGitGateway(), input);
  return { ctx, branch, connectionId, initialRunId: runId };
}

/** The same with some sources, and the initial sync done. */
export async function syncedWorkspace(
  db: Db,
  world: GitWorld,
  options: { path?: string; branch?: string; sources?: number } = {},
): Promise<SyncedWorkspace & { readonly sourceIds: readonly string[] }> {
  const workspace = await setUpOn(db, world, options);
  const sourceIds: string[] = [];
  for (let n = 0; n < (options.sources ?? 2); n++) sourceIds.push((await addSource(workspace.ctx, `site-${n}`)).id);
  await work(workspace.ctx);
  return { ...workspace, sourceIds };
}

const websiteCatalogId = "IqDTy1TpoU";

export const sourceState = (slug: string): ResourceState => ({
  slug,
  name: `Source ${slug}`,
  enabled: true,
  metadata: { id: websiteCatalogId },
  settings: {},
});

export const addSource = (ctx: Ctx, slug: string) => createResource(ctx, { kind: "source", state: sourceState(slug) });

export const rename = (ctx: Ctx, id: string, name: string, kind: KindName = "source") =>
  updateResource(ctx, { kind, id, changes: { name } });

const mostPieces = 30;

/** Works as the durable function does, until there is nothing to do; gives the last outcome. */
export async function work(ctx: Ctx, git: SyncGit = createSyncGit()): Promise<SyncOutcome> {
  for (let piece = 0; piece < mostPieces; piece++) {
    const outcome = await syncWorkspace({ db: ctx.db, git }, ctx.workspace.id);
    if (outcome.next !== "again") return outcome;
  }
  throw new Error("The work does not come to an end.");
}

/** The product's Git, which does something else after each push, before the push is told of. */
export function afterPush(act: () => Promise<unknown>): SyncGit {
  const git = createSyncGit();
  return {
    ...git,
    withRemote: (target, fn) =>
      git.withRemote(target, (remote) => {
        const push: typeof remote.push = async (...args) => {
          const pushed = await remote.push(...args);
          await act();
          return pushed;
        };
        return fn({ ...remote, push });
      }),
  };
}

/** What the Git Sync page shows. */
export async function page(ctx: Ctx) {
  const sync = await findGitSync(ctx);
  if (!sync) throw new Error("Git Sync is not set up.");
  return sync;
}

/** The newest run as its page shows it. */
export async function lastRun(ctx: Ctx) {
  const { id } = await ctx.db.gitSyncRun.findFirstOrThrow({
    where: { workspaceId: ctx.workspace.id },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
  });
  return getRun(ctx, id);
}

/** Anything with a bare repository on this machine. */
export interface Remote {
  readonly host: { readonly repositoryDir: string };
}

export interface RemoteCommit {
  readonly id: string;
  readonly author: string;
  readonly committer: string;
  readonly subject: string;
  readonly trailers: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

/** What the remote branch holds, oldest first, as plain git tells it. */
export function remoteLog({ host }: Remote, branch: string): RemoteCommit[] {
  if (tipOf(host.repositoryDir, branch) === null) return [];
  const format = "%x1e%H%x1f%an <%ae>%x1f%cn <%ce>%x1f%s%x1f%(trailers:only,unfold)%x1f";
  const args = ["log", "--reverse", "--root", "--no-renames", "--name-only", `--format=${format}`, branch, "--"];
  const text = plainGit(host.repositoryDir, args);
  return text
    .split("\x1e")
    .slice(1)
    .map((part) => {
      const [id = "", author = "", committer = "", subject = "", notes = "", files = ""] = part.split("\x1f");
      const pairs = notes.trim().split("\n").filter(Boolean);
      const trailers = Object.fromEntries(pairs.map((line) => line.split(/: (.*)/s).slice(0, 2)));
      return { id, author, committer, subject, trailers, files: files.trim().split("\n").filter(Boolean) };
    });
}

export const remoteFile = ({ host }: Remote, branch: string, path: string): string =>
  plainGit(host.repositoryDir, ["show", `${branch}:${path}`]);

export const remoteFiles = ({ host }: Remote, branch: string): string[] =>
  plainGit(host.repositoryDir, ["ls-tree", "-r", "--name-only", branch]).split("\n").filter(Boolean);
