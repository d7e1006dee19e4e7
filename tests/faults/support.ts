import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterAll, expect, onTestFinished } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { isKindName } from "@/server/core/kinds/table";
import { renderFile } from "@/server/domain/git-sync/repository-files";
import type { ResourceState } from "@/server/hcl/schema";
import { page, type Remote, remoteFiles, remoteLog } from "@/tests/domain/git-sync/world";
import { plainGit } from "@/tests/support/plain-git";

const rows: string[][] = [];

/** Adds a line to the list of faults that is printed when the file's tests have run. */
export const found = (fault: string, result: string): void => void rows.push([fault, result]);

afterAll(() => {
  if (rows.length === 0) return;
  const width = Math.max(...rows.map(([fault = ""]) => fault.length));
  const lines = rows.map(([fault = "", result = ""]) => `  ${fault.padEnd(width)} | ${result}`);
  console.log(["", `  ${"fault".padEnd(width)} | result`, ...lines, ""].join("\n"));
});

const script = join(import.meta.dirname, "worker.ts");

export interface WorkerOptions {
  readonly url: string;
  readonly dataDir?: string;
  /** Shell words run before the worker, such as a limit on file sizes. */
  readonly before?: string;
  /** A command that runs the worker, such as one that gives it mounts of its own. */
  readonly within?: readonly string[];
}

/** Starts a process of its own that works on a workspace, and dies by kill -9 at a step if one is named. */
export function startWorker(workspaceId: string, step: string, options: WorkerOptions): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: options.url,
    ...(options.dataDir ? { TRIBUTARY_DATA_DIR: options.dataDir } : {}),
  };
  const words = [process.execPath, "--import", "tsx", script, workspaceId, step];
  const shell = ["sh", "-c", `${options.before ?? ":"}; exec "$@"`, "sh", ...words];
  const [command = "", ...args] = [...(options.within ?? []), ...shell];
  const worker = spawn(command, args, {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void worker.kill("SIGKILL"));
  return worker;
}

/** How it ended: an exit code, or the signal's name. */
export async function ended(worker: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(worker, "exit")) as [number | null, string | null];
  return code ?? signal ?? "";
}

/**
 * The three promises after any fault: no change lost, none twice, and the pages say what is true. `from` is the first
 * change that must have a commit of its own.
 */
export async function expectWhole(ctx: Ctx, world: Remote, branch: string, from: number | null): Promise<void> {
  const log = remoteLog(world, branch);
  const seqs = log.flatMap(({ trailers }) => trailers["Tributary-Change"] ?? []).map(Number);
  const changes = await ctx.db.changeRecord.findMany({ where: { workspaceId: ctx.workspace.id } });
  const wanted = changes.map(({ seq }) => Number(seq)).filter((seq) => from !== null && seq >= from);
  expect(seqs).toEqual(wanted.sort((a, b) => a - b));
  await expectState(ctx, world, branch);
  const recorded = await ctx.db.gitSyncCommit.findMany({ where: { workspaceId: ctx.workspace.id } });
  expect(recorded.map(({ sha }) => sha).sort()).toEqual(log.map(({ id }) => id).sort());
  expect(await page(ctx)).toMatchObject({ pending: 0, failure: null, activeRunId: null, tip: log.at(-1)?.id });
  const runs = await ctx.db.gitSyncRun.findMany({ where: { workspaceId: ctx.workspace.id } });
  expect(runs.map(({ status, failure }) => ({ status, failure }))).toEqual(
    runs.map(() => ({ status: "succeeded", failure: null })),
  );
}

/** The branch's files are exactly the workspace's resources, byte for byte. */
async function expectState(ctx: Ctx, world: Remote, branch: string): Promise<void> {
  const resources = await ctx.db.resource.findMany({ where: { workspaceId: ctx.workspace.id } });
  const files = resources.flatMap(({ kind, id, state }) =>
    isKindName(kind) ? [renderFile("", kind, id, state as ResourceState)] : [],
  );
  expect(remoteFiles(world, branch).sort()).toEqual(files.map(({ path }) => path).sort());
  for (const { path, content } of files) {
    expect(plainGit(world.host.repositoryDir, ["show", `${branch}:${path}`])).toBe(content.trim());
  }
}
