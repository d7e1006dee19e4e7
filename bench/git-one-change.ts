import { writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { compared } from "@/bench/support/figure";
import {
  allFiles,
  type BenchRemote,
  bareShellRepository,
  commitOf,
  inTempDir,
  pathOf,
  pathRemote,
  plainImport,
  shell,
  sshRemote,
  textOf,
} from "@/bench/support/git";
import type { Figure } from "@/server/cli/bench";
import { fetchBranch } from "@/server/integrations/git/fetch";
import { pushBranch } from "@/server/integrations/git/push";
import { type OpenCache, openCache } from "@/server/integrations/git/repository";
import { withGitSession } from "@/server/integrations/git/session";
import { writeEdits } from "@/server/integrations/git/write-edits";

const SIZES = [100, 10_000, 100_000];
const ROUNDS = 15;

type File = { path: string; content: string };
/** One repository of the benchmark with our cache, a shell's clone, and the times taken so far. */
type Place = {
  size: number;
  dir: string;
  remote: BenchRemote;
  cache: OpenCache;
  shellDir: string;
  tip: string;
  ours: number[];
  floor: number[];
};

/**
 * One changed resource, from its content to the commit on the remote, on repositories of three sizes, over SSH and to a
 * local path. The floor is a shell script with `git fast-import` and `git push` under git's own settings. Sizes and sides
 * take turns, so that a busy machine slows all of them.
 */
export async function run(sizes: readonly number[] = SIZES): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, open] of [
    ["ssh", sshRemote],
    ["path", pathRemote],
  ] as const) {
    figures.push(...(await inTempDir((dir) => compare(dir, name, open, sizes))));
  }
  return figures;
}

async function compare(
  dir: string,
  name: string,
  open: (dir: string) => Promise<BenchRemote>,
  sizes: readonly number[],
) {
  const places: Place[] = [];
  try {
    for (const size of sizes) places.push(await prepare(join(dir, `${size}`), size, open));
    for (let round = 0; round < ROUNDS; round += 1) for (const place of places) await measure(place, round);
    const figures = places.map((one) =>
      compared(`one change of ${one.size} files, ${name}`, one.ours, "git commit + push", one.floor),
    );
    const [small, large] = [places[0], places.at(-1)];
    if (small && large && small !== large) {
      const title = `one change of ${large.size} files, ${name}`;
      const against = `of ${small.size}`;
      figures.push(compared(title, large.ours, against, small.ours));
      figures.push(compared(`${title}, git alone`, large.floor, against, small.floor));
    }
    return figures;
  } finally {
    for (const place of places) await place.cache.close();
    for (const place of places) await place.remote.close();
  }
}

async function prepare(dir: string, size: number, open: (dir: string) => Promise<BenchRemote>): Promise<Place> {
  await mkdir(dir, { recursive: true });
  const remote = await open(dir);
  const cache = await openCache(join(dir, "cache"));
  const shellDir = await bareShellRepository(dir);
  const place: Place = { size, dir, remote, cache, shellDir, tip: "", ours: [], floor: [] };
  place.tip = await writeAndPush(place, null, allFiles(size));
  await shell(shellDir, remote, `git fetch -q ${remote.url} main:main`);
  return place;
}

async function measure(place: Place, round: number): Promise<void> {
  const index = (round * 7919) % place.size;
  const file = { path: pathOf(index), content: textOf(index, round + 1) };
  let started = performance.now();
  place.tip = await writeAndPush(place, place.tip, [file]);
  place.ours.push(performance.now() - started);
  await shell(place.shellDir, place.remote, `git fetch -q ${place.remote.url} main:main`);
  const input = join(place.dir, "input");
  writeFileSync(input, plainImport([{ ...file, content: textOf(index, round + 100) }], place.tip));
  started = performance.now();
  await shell(
    place.shellDir,
    place.remote,
    `git fast-import --quiet < ${input} && git push -q ${place.remote.url} main`,
  );
  place.floor.push(performance.now() - started);
  place.tip = await catchUp(place);
}

async function writeAndPush(place: Place, parent: string | null, files: Iterable<File>): Promise<string> {
  const [commit = ""] = await writeEdits(place.cache, { parent, commits: [commitOf(files)] });
  const push = await withGitSession(place.remote.session, (session) =>
    pushBranch(session, place.cache, { branch: "main", commit, expected: parent }),
  );
  if (push.kind !== "pushed") throw new Error(`the push was not taken: ${push.kind}`);
  return commit;
}

async function catchUp(place: Place): Promise<string> {
  const fetched = await withGitSession(place.remote.session, (session) => fetchBranch(session, place.cache, "main"));
  if (fetched.kind !== "fetched") throw new Error("the branch could not be fetched");
  return fetched.tip;
}
