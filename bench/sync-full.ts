import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compared, figure } from "@/bench/support/figure";
import { bareShellRepository, shell } from "@/bench/support/git";
import { type SyncBench, withSyncBench } from "@/bench/support/sync";
import type { Figure } from "@/server/cli/bench";

const ROUNDS = 5;
const MEMORY_LIMIT_MB = 512;

/**
 * Every resource of a workspace from the database to one commit on an empty remote, over SSH, by the product's own verbs.
 * The floor is `git fast-import` of the very same bytes from a file and `git push`, by a shell script.
 */
export function run(resources = 10_000): Promise<Figure[]> {
  return withSyncBench(async (bench) => {
    const workspace = "benchFull";
    await bench.ask("fill", { workspace, resources });
    const { connectionId, publicKey } = await bench.ask<{ connectionId: string; publicKey: string }>("connect", {
      workspace,
    });
    await bench.practice.authorize(publicKey);
    await bench.ask("setUp", { workspace, connectionId, url: bench.practice.url, branch: "main" });
    await bench.ask("work", { workspace });
    const input = exported(bench);
    const times = { ours: [] as number[], floor: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      emptyRemote(bench.practice.repositoryDir);
      await bench.ask("forget", { workspace });
      times.ours.push(await bench.ask<number>("full", { workspace }));
      emptyRemote(bench.practice.repositoryDir);
      times.floor.push(await floor(bench, input));
    }
    const memory = await bench.ask<number>("memory");
    return [
      compared(
        `full sync of ${resources} resources, database to remote`,
        times.ours,
        "git fast-import + push",
        times.floor,
      ),
      figure("peak memory of the syncing process", "MB", memory, "limit", MEMORY_LIMIT_MB),
    ];
  });
}

/** The commit that the product made, as input of `git fast-import`. */
function exported(bench: SyncBench): string {
  const path = join(bench.dir, "input");
  const stream = execFileSync("git", ["fast-export", "--full-tree", "main"], {
    cwd: bench.practice.repositoryDir,
    maxBuffer: 1 << 30,
  });
  writeFileSync(path, stream);
  return path;
}

function emptyRemote(dir: string): void {
  rmSync(dir, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", dir]);
}

async function floor(bench: SyncBench, input: string): Promise<number> {
  rmSync(join(bench.dir, "shell.git"), { recursive: true, force: true });
  const cwd = await bareShellRepository(bench.dir);
  const begun = performance.now();
  await shell(cwd, bench.remote, `git fast-import --quiet < ${input} && git push -q ${bench.remote.url} main`);
  return performance.now() - begun;
}
