// The product's process of the sync benchmarks: does one job after another for its parent.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { startJobs } from "@/inngest/start-jobs";
import type { Ctx } from "@/server/core/ctx";
import { database } from "@/server/db";
import { createGitConnection } from "@/server/domain/git-connections/create-git-connection";
import { requestFullSync } from "@/server/domain/git-sync/request-full-sync";
import { setUpGitSync } from "@/server/domain/git-sync/set-up-git-sync";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { updateResource } from "@/server/domain/resources/update-resource";
import { env } from "@/server/env";
import { createGitGateway } from "@/server/integrations/git/gateway";
import { createSyncGit } from "@/server/integrations/git/sync-git";
import { filledWorkspace, idOf } from "./sync-data";

type Input = Record<string, string | number>;
const { db, pool } = database();
const workspaces = new Map<string, Ctx>();

function workspaceOf(input: Input): Ctx {
  const ctx = workspaces.get(String(input.workspace));
  if (!ctx) throw new Error(`There is no workspace ${input.workspace}.`);
  return ctx;
}

const jobs: Record<string, (input: Input) => Promise<unknown>> = {
  async fill(input) {
    const id = String(input.workspace);
    workspaces.set(id, await filledWorkspace(db, pool, id, Number(input.resources)));
  },
  /** A connection with a new key; answers its public half. */
  async connect(input) {
    const ctx = workspaceOf(input);
    const git = createGitGateway();
    const { privateKey, publicKey } = git.generateKey("bench");
    const rest = { name: "Bench", service: "127.0.0.1", confirmedHostKeys: [] };
    const { id } = await createGitConnection(ctx, git, { method: "ssh-key", privateKey, ...rest });
    return { connectionId: id, publicKey };
  },
  async setUp(input) {
    const { connectionId, url, branch } = input;
    const place = { connectionId: String(connectionId), url: String(url), branch: String(branch), path: "" };
    await setUpGitSync(workspaceOf(input), createGitGateway(), place);
  },
  /** A Full Sync from the request to the recorded commit, in ms. */
  async full(input) {
    const ctx = workspaceOf(input);
    await requestFullSync(ctx);
    const begun = performance.now();
    await work(ctx);
    const took = performance.now() - begun;
    const heldBack = await db.gitSyncHeldBack.count({ where: { workspaceId: ctx.workspace.id } });
    if (heldBack > 0) throw new Error(`${heldBack} resources were held back: the data of the benchmark is not right.`);
    return took;
  },
  /** Forgets what was pushed, as if Git Sync had just been set up on an empty repository. */
  async forget(input) {
    const workspaceId = workspaceOf(input).workspace.id;
    await db.gitSyncRun.deleteMany({ where: { workspaceId } });
    await db.gitSync.update({ where: { workspaceId }, data: { tip: null, cursorSeq: 0, lastPushAt: null } });
    rmSync(join(env().TRIBUTARY_DATA_DIR, "git-cache"), { recursive: true, force: true });
  },
  async work(input) {
    await work(workspaceOf(input));
  },
  async startJobs() {
    await startJobs();
  },
  /** One edit through the durable function: ms from the saved edit to the branch that moved. */
  async change(input) {
    const ref = join(String(input.repository), "refs", "heads", String(input.branch));
    const before = tipIn(ref);
    const changes = { name: `Edition ${input.edition}` };
    await updateResource(workspaceOf(input), { kind: "source", id: idOf(Number(input.number)), changes });
    const saved = performance.now();
    while (tipIn(ref) === before) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - saved;
  },
  /** Until the worker has recorded everything. */
  async settle(input) {
    const workspaceId = workspaceOf(input).workspace.id;
    for (;;) {
      const running = await db.gitSyncRun.count({ where: { workspaceId, status: "running" } });
      const { changeSeq } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
      const { cursorSeq } = await db.gitSync.findUniqueOrThrow({ where: { workspaceId } });
      if (running === 0 && cursorSeq === changeSeq) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  },
  /** Largest memory that this process ever had, in MB. */
  async memory() {
    return process.resourceUsage().maxRSS / 1024;
  },
};

const tipIn = (ref: string) => (existsSync(ref) ? readFileSync(ref, "utf8") : "");

async function work(ctx: Ctx): Promise<void> {
  const git = createSyncGit();
  while ((await syncWorkspace({ db, git }, ctx.workspace.id)).next === "again");
  const sync = await db.gitSync.findUniqueOrThrow({ where: { workspaceId: ctx.workspace.id } });
  if (sync.failure) throw new Error(JSON.stringify(sync.failure));
}

process.on("message", (message: { job: string; input: Input }) => {
  jobs[message.job]?.(message.input).then(
    (value) => process.send?.({ value }),
    (error: Error) => process.send?.({ error: `${message.job}: ${error.stack ?? error.message}` }),
  );
});
