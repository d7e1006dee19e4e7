// A process that is killed in the middle of its work: `killed-worker.ts <write|push> <cache dir> <temp root> <remote>`.
import { setTimeout as sleep } from "node:timers/promises";
import type { FileChange } from "@/server/integrations/git/fast-import";
import { pushBranch } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { writeEdits } from "@/server/integrations/git/write-edits";
import { commitOf, resourceFiles } from "@/tests/integrations/git-engine/support";

const [mode = "", dir = "", tempRoot = "", remote = ""] = process.argv.slice(2);
const credential = { kind: "ssh-key", privateKey: process.env.WORKER_KEY ?? "" } as const;
const knownHosts = process.env.WORKER_KNOWN_HOSTS ?? "";

async function* endless(): AsyncGenerator<FileChange> {
  yield* resourceFiles(2000);
  process.stdout.write("working\n");
  await sleep(60_000);
}

await withCache(dir, async (cache) => {
  if (mode === "write") {
    await writeEdits(cache, { parent: null, commits: [{ ...commitOf([]), files: endless() }] });
    return;
  }
  const [commit = ""] = await writeEdits(cache, { parent: null, commits: [commitOf(resourceFiles(20))] });
  await withGitSession({ remote, credential, knownHosts, tempRoot }, async (session) => {
    process.stdout.write("working\n");
    await pushBranch(session, cache, { branch: "main", commit, expected: null });
  });
});
