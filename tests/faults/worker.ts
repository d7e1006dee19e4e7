// Does Git Sync's work for a workspace as the durable function does, and ends itself by kill -9 at one step:
// `worker.ts <workspace id> <step>`; step "none" works to the end. DATABASE_URL and the settings come by environment.
import type { Db } from "@/server/core/ctx";
import { openDatabase } from "@/server/db";
import type { PlannedCommit, SyncGit, SyncRemote } from "@/server/domain/git-sync/ports";
import { syncWorkspace } from "@/server/domain/git-sync/sync-workspace";
import { createSyncGit } from "@/server/integrations/git/sync-git";

const [workspaceId = "", step = "none"] = process.argv.slice(2);
const duringPushMs = 60;

function at(here: string): void {
  if (here === step) process.kill(process.pid, "SIGKILL");
}

async function* dyingFiles(commit: PlannedCommit): AsyncGenerator<{ path: string; content: string | null }> {
  for await (const file of commit.files) {
    yield file;
    at("write:during");
  }
}

const dying = (remote: SyncRemote): SyncRemote => ({
  ...remote,
  has: async (commit) => after("has", await remote.has(commit)),
  fetchTip: async (known) => after("fetch", await remote.fetchTip(known)),
  listFiles: async (...args) => after("list", await remote.listFiles(...args)),
  blobsAt: async (...args) => after("blobs", await remote.blobsAt(...args)),
  write: async (parent, commits) => {
    at("write:before");
    const planned: PlannedCommit[] = [];
    for await (const commit of commits) planned.push({ ...commit, files: dyingFiles(commit) });
    return after("write:after", await remote.write(parent, planned));
  },
  push: async (commit, expected) => {
    at("push:before");
    if (step === "push:during") setTimeout(() => at("push:during"), duringPushMs);
    return after("push:after", await remote.push(commit, expected));
  },
});

function after<T>(here: string, value: T): T {
  at(here);
  return value;
}

/** Dies inside the transaction that records the outcome, or right after its commit. */
function dyingDatabase(db: Db): Db {
  let transactions = 0;
  const transaction = async (work: (tx: unknown) => Promise<unknown>) => {
    transactions += 1;
    const records = transactions > 1;
    const value = await db.$transaction(async (tx) => {
      const done = await work(tx);
      if (records) at("record:inside");
      return done;
    });
    if (records) at("record:after");
    return value;
  };
  return new Proxy(db, {
    get: (target, name) => (name === "$transaction" ? transaction : Reflect.get(target, name)),
  });
}

const { db, close } = openDatabase(process.env.DATABASE_URL ?? "", 3);
const git = createSyncGit();
const deps: { db: Db; git: SyncGit } = {
  db: dyingDatabase(db),
  git: {
    ...git,
    withRemote: (target, work) => {
      at("claimed");
      return git.withRemote(target, (remote) => work(dying(remote)));
    },
  },
};
process.stdout.write("working\n");
for (;;) {
  const outcome = await syncWorkspace(deps, workspaceId);
  if (outcome.next === "idle") break;
  if (outcome.next === "wait") await new Promise((resolve) => setTimeout(resolve, 200));
}
await close();
