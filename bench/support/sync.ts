import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchRemote } from "@/bench/support/git";
import { startRuntime } from "@/server/cli/runtime";
import type { PracticeGitHost } from "@/server/embedded/practice-git-host";
import { generateEd25519 } from "@/server/integrations/git/ssh-key";

/** What a benchmark needs of the running product: its worker process and the practice host that it pushes to. */
export interface SyncBench {
  readonly dir: string;
  readonly practice: PracticeGitHost;
  /** The same host as a shell script reaches it. */
  readonly remote: BenchRemote;
  /** Asks the worker process to do something and waits for its answer. */
  ask<T>(job: string, input?: Record<string, string | number>): Promise<T>;
}

/**
 * Starts Postgres and the practice host as `npm start` does, with data of their own, and a process for the product's
 * work: its memory is that of the product alone.
 */
export async function withSyncBench<T>(
  fn: (bench: SyncBench) => Promise<T>,
  workerFile = "sync-worker.ts",
): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const before = { ...process.env };
  Object.assign(process.env, { TRIBUTARY_DATA_DIR: dir, DATABASE_URL: "", TRIBUTARY_SAMPLE: "on", LOG_LEVEL: "error" });
  const runtime = await startRuntime(() => undefined);
  const worker = fork(join(import.meta.dirname, workerFile), { execArgv: ["--import", "tsx"] });
  try {
    const { practice } = runtime;
    if (!practice) throw new Error("The benchmark needs the practice host.");
    return await fn({ dir, practice, remote: await shellRemote(dir, practice), ask: asker(worker) });
  } finally {
    worker.kill();
    await runtime.stop();
    process.env = before;
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

function asker(worker: ChildProcess): SyncBench["ask"] {
  const gone = once(worker, "exit").then(() => [{ error: "The worker ended." }]);
  return async <T>(job: string, input: Record<string, string | number> = {}): Promise<T> => {
    const answered = new Promise<[unknown]>((resolve) => worker.once("message", (message) => resolve([message])));
    worker.send({ job, input });
    const [answer] = (await Promise.race([answered, gone])) as [{ value: T } | { error: string }];
    if ("error" in answer) throw new Error(answer.error);
    return answer.value;
  };
}

async function shellRemote(dir: string, practice: PracticeGitHost): Promise<BenchRemote> {
  const pair = generateEd25519({ comment: "bench" });
  await practice.authorize(pair.publicKey);
  const [key, known] = [join(dir, "bench_key"), join(dir, "bench_known_hosts")];
  writeFileSync(key, pair.privateKey, { mode: 0o600 });
  writeFileSync(known, `${practice.hostKeyLine}\n`);
  const ssh = `ssh -F /dev/null -i ${key} -o UserKnownHostsFile=${known} -o BatchMode=yes`;
  const session = {
    remote: practice.url,
    knownHosts: practice.hostKeyLine,
    credential: { kind: "ssh-key", privateKey: pair.privateKey },
  } as const;
  return { session, shellEnv: { GIT_SSH_COMMAND: ssh }, url: practice.url, close: async () => undefined };
}
