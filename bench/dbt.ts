import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Files, madeUp, readAll, withChange } from "@/bench/support/dbt-data";
import { figure, median } from "@/bench/support/figure";
import type { Figure } from "@/server/cli/bench";
import { MemoryCache } from "@/server/dbt/cache";
import type { FileEntry, FileSource } from "@/server/dbt/files";
import { loadProject } from "@/server/dbt/load";
import { LoadSettings } from "@/server/dbt/settings";
import { runLoad } from "@/server/dbt/worker/run-load";

export interface DbtBenchOptions {
  /** A real project to load instead of a made-up one. */
  folder?: string;
  models?: number;
  /** A `dbt` of version 1.7 and a folder with a profile: the peer. Without them the floor is what we aim at. */
  dbt?: { command: string; profiles: string };
}

const settings = LoadSettings.parse({ schema: "bench", targetName: "dev" });
const ROUNDS = 5;
const tenth = "a tenth of the cold load";

/**
 * Loads a project cold, then again with one changed model and the cache of the first load. The cold floor is `dbt parse`
 * of the same folder where a dbt is given, else 6 s per 3,000 models; the re-sync's is a tenth of the cold load.
 */
export async function run(options: DbtBenchOptions = {}): Promise<Figure[]> {
  const files = options.folder ? readAll(options.folder) : madeUp(options.models ?? 600);
  const models = [...files.keys()].filter((path) => /models\/.*\.(?:sql|py)$/.test(path)).length;
  const cold = median(Array.from({ length: ROUNDS }, () => timed(() => load(files))));
  const warm = median(Array.from({ length: ROUNDS }, (_, round) => oneChange(files, round)));
  const peer = options.folder && options.dbt ? dbtParse(options.folder, options.dbt) : 2 * models;
  const memory = process.memoryUsage().rss / 2 ** 20;
  const sync = measureSync(files);
  return [
    figure(`cold load of ${models} models`, "ms", cold, options.dbt ? "dbt parse" : "2 ms a model", peer),
    figure(`re-sync of one changed model of ${models}`, "ms", warm, tenth, cold / 10),
    figure(`memory after loading ${models} models`, "MB", memory, "limit", 600),
    figure(`re-sync with SQL, columns and tests of ${models}`, "ms", sync.again, tenth, sync.cold / 10),
  ];
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function sourceOf(files: Files): FileSource {
  const entries: FileEntry[] = Array.from(files, ([path, { text, blobId }]) => ({ path, blobId, size: text.length }));
  return { list: () => entries, read: (path) => files.get(path)?.text ?? "" };
}

function load(files: Files, cache = new MemoryCache()): void {
  const project = loadProject({ source: sourceOf(files), settings, cache });
  if (!project.nodes) throw new Error(`the project did not load: ${project.problems[0]?.message ?? ""}`);
}

/** The first load fills the cache and is not counted. */
function oneChange(files: Files, round: number): number {
  const cache = new MemoryCache();
  load(files, cache);
  const changed = withChange(files, round);
  return timed(() => load(changed, cache));
}

/** What a model sync does: SQL, columns and tests too, with the cache in a file. Each round changes one model. */
function measureSync(files: Files): { cold: number; again: number } {
  const folder = mkdtempSync(join(tmpdir(), "dbt-bench-"));
  const known: [string, string][] = [];
  const sync = (now: Files): number => {
    const list = Array.from(now, ([path, { text, blobId }]) => ({ path, blobId, text, size: text.length }));
    const request = { files: list, settings, cache: [], cacheFile: join(folder, "cache"), nowMs: 0, withColumns: true };
    return timed(() => {
      const reply = runLoad({ ...request, known });
      if (!reply.ok || known.length) return;
      for (const { node, hash } of reply.models) known.push([node.uniqueId, hash]);
      for (const { table, hash } of reply.sources) known.push([table.uniqueId, hash]);
    });
  };
  const cold = sync(files);
  const again = median(Array.from({ length: ROUNDS }, (_, round) => sync(withChange(files, round))));
  rmSync(folder, { recursive: true });
  return { cold, again };
}

function dbtParse(folder: string, { command, profiles }: { command: string; profiles: string }): number {
  if (!existsSync(command)) throw new Error(`there is no dbt at ${command}`);
  const args = ["--no-version-check", "parse", "--no-partial-parse", "--profiles-dir", profiles];
  const env = { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: "0" };
  return timed(() => execFileSync(command, args, { cwd: folder, env, stdio: "ignore" }));
}
