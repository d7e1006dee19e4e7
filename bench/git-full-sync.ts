import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compared } from "@/bench/support/figure";
import {
  allFiles,
  type BenchRemote,
  bareShellRepository,
  commitOf,
  inTempDir,
  pathRemote,
  plainImport,
  shell,
  sshRemote,
} from "@/bench/support/git";
import type { Figure } from "@/server/cli/bench";
import { pushBranch } from "@/server/integrations/git/push";
import { withCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { writeEdits } from "@/server/integrations/git/write-edits";

const ROUNDS = 5;

/**
 * 10,000 resources as one commit on an empty remote, from their texts to the branch, over SSH and to a local path. The floor
 * is `git fast-import` of the same bytes from a file and `git push`, by a shell script under git's own settings.
 */
export async function run(files = 10_000): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, open] of [
    ["ssh", sshRemote],
    ["path", pathRemote],
  ] as const) {
    const times = { ours: [] as number[], floor: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.ours.push(await inTempDir((dir) => withRemote(dir, open, (remote) => ours(dir, remote, files))));
      times.floor.push(await inTempDir((dir) => withRemote(dir, open, (remote) => floor(dir, remote, files))));
    }
    figures.push(compared(`full sync of ${files} files, ${name}`, times.ours, "git fast-import + push", times.floor));
  }
  return figures;
}

async function withRemote<T>(
  dir: string,
  open: (dir: string) => Promise<BenchRemote>,
  fn: (remote: BenchRemote) => Promise<T>,
) {
  const remote = await open(dir);
  try {
    return await fn(remote);
  } finally {
    await remote.close();
  }
}

async function ours(dir: string, remote: BenchRemote, files: number): Promise<number> {
  const started = performance.now();
  await withCache(join(dir, "cache"), async (cache) => {
    const [commit = ""] = await writeEdits(cache, { parent: null, commits: [commitOf(allFiles(files))] });
    const push = await withGitSession(remote.session, (session) =>
      pushBranch(session, cache, { branch: "main", commit, expected: null }),
    );
    if (push.kind !== "pushed") throw new Error(`the push was not taken: ${push.kind}`);
  });
  return performance.now() - started;
}

async function floor(dir: string, remote: BenchRemote, files: number): Promise<number> {
  const cwd = await bareShellRepository(dir);
  const input = join(dir, "input");
  writeFileSync(input, plainImport(allFiles(files), null));
  const started = performance.now();
  await shell(cwd, remote, `git fast-import --quiet < ${input} && git push -q ${remote.url} main`);
  return performance.now() - started;
}
