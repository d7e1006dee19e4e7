import { execFileSync } from "node:child_process";
import { type Files, madeUp, readAll, withChange } from "@/bench/support/dbt-data";
import { figure, median } from "@/bench/support/figure";
import { type SyncBench, withSyncBench } from "@/bench/support/sync";
import type { Figure } from "@/server/cli/bench";

const ROUNDS = 7;

/** Milliseconds that each phase of a sync took, by its name. */
type Phases = Record<string, number>;

const parts: [name: string, phases: string[]][] = [
  ["whole re-sync of one changed model", ["connect", "fetch", "read", "load", "compare", "record"]],
  ["of that, fetching", ["connect", "fetch", "read"]],
  ["of that, loading", ["load"]],
  ["of that, comparing and storing", ["compare", "record"]],
];

/**
 * Model syncs as the product does them, whole: fetched over SSH, loaded in the engine's thread, compared and stored in the
 * embedded Postgres. The floor of a re-sync of one changed model is a tenth of the project's first sync.
 */
export async function run({ folder, models = 600 }: { folder?: string; models?: number } = {}): Promise<Figure[]> {
  const files = folder ? readAll(folder) : madeUp(models);
  const count = [...files.keys()].filter((path) => /models\/.*\.(?:sql|py)$/.test(path)).length;
  const { first, again } = await withSyncBench((bench) => measure(bench, files), "dbt-sync-worker.ts");
  return parts.map(([name, phases]) => {
    const sum = (run: Phases) => phases.reduce((total, phase) => total + (run[phase] ?? 0), 0);
    return figure(`${name} of ${count}`, "ms", median(again.map(sum)), "a tenth of the first sync", sum(first) / 10);
  });
}

/** The engine's thread is there in both: a sync of something small starts it. */
async function measure(bench: SyncBench, files: Files): Promise<{ first: Phases; again: Phases[] }> {
  const { practice } = bench;
  // As the large hosts do, it may leave content out of what it sends.
  for (const name of ["allowFilter", "allowAnySHA1InWant"])
    execFileSync("git", ["config", `uploadpack.${name}`, "true"], { cwd: practice.repositoryDir });
  await practice.authorize(await bench.ask<string>("prepare"));
  commit(bench, "small", madeUp(1), true);
  await bench.ask("first", { url: practice.url, branch: "small" });
  commit(bench, "large", files, true);
  const { id, phases } = await bench.ask<{ id: string; phases: Phases }>("first", {
    url: practice.url,
    branch: "large",
  });
  const again: Phases[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    commit(bench, "large", withChange(files, round));
    again.push(await bench.ask<Phases>("again", { id }));
  }
  return { first: phases, again };
}

/** Somebody else's commit on a branch, made on the host's disk. */
function commit({ practice }: SyncBench, branch: string, files: Files, isFirst = false): void {
  const ref = `refs/heads/${branch}`;
  const parent = isFirst ? "" : `from ${ref}^0\n`;
  const head = `commit ${ref}\ncommitter Pat <pat@example.com> 1700000000 +0000\ndata 4\nedit\n${parent}deleteall\n`;
  const changes = Array.from(
    files,
    ([path, { text }]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
  );
  const options = { cwd: practice.repositoryDir, input: head + changes.join("") };
  execFileSync("git", ["fast-import", "--quiet", "--force"], options);
}
