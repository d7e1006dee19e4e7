import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compared } from "@/bench/support/figure";
import { bareShellRepository, shell } from "@/bench/support/git";
import { type SyncBench, withSyncBench } from "@/bench/support/sync";
import type { Figure } from "@/server/cli/bench";

const USUAL = 10_000;
const SIZES = [100, USUAL, 100_000];
const ROUNDS = 31;

interface Place {
  readonly size: number;
  readonly workspace: string;
  readonly branch: string;
  readonly shellDir: string;
  readonly input: string;
  readonly ours: number[];
  readonly floor: number[];
}

/**
 * One edit of a source, from the saved edit to the commit on the remote, through the durable function on the embedded
 * executor. The floor is a commit by `git fast-import` and its push, by a shell script on its own clone. Sizes and sides
 * take turns, so that a busy machine slows all of them.
 */
export function run(sizes: readonly number[] = SIZES): Promise<Figure[]> {
  return withSyncBench(async (bench) => {
    const places: Place[] = [];
    for (const size of sizes) places.push(await prepare(bench, size));
    await bench.ask("startJobs");
    for (let round = 0; round <= ROUNDS; round += 1) for (const place of places) await measure(bench, place, round);
    const figures = places.map(({ size, ours, floor }) =>
      compared(`one change of ${size} resources, saved edit to remote`, ours, "git commit + push", floor),
    );
    const usual = places.find(({ size }) => size === USUAL);
    if (!usual) return figures;
    const against = `at ${USUAL}`;
    for (const { size, ours, floor } of places) {
      if (size === USUAL) continue;
      figures.push(compared(`one change at ${size} resources`, ours, against, usual.ours));
      figures.push(compared(`one change at ${size}, git alone`, floor, against, usual.floor));
    }
    return figures;
  });
}

async function prepare(bench: SyncBench, size: number): Promise<Place> {
  const workspace = `bench${size}`;
  const branch = `s${size}`;
  await bench.ask("fill", { workspace, resources: size });
  const { connectionId, publicKey } = await bench.ask<{ connectionId: string; publicKey: string }>("connect", {
    workspace,
  });
  await bench.practice.authorize(publicKey);
  await bench.ask("setUp", { workspace, connectionId, url: bench.practice.url, branch });
  await bench.ask("work", { workspace });
  const dir = join(bench.dir, `shell-${size}`);
  mkdirSync(dir);
  const shellDir = await bareShellRepository(dir);
  await shell(
    shellDir,
    bench.remote,
    `git fetch -q ${bench.remote.url} ${branch}:main && git push -q ${bench.remote.url} main:f${size}`,
  );
  return { size, workspace, branch, shellDir, input: join(dir, "input"), ours: [], floor: [] };
}

/** The first round warms up and is not counted. */
async function measure(bench: SyncBench, place: Place, round: number): Promise<void> {
  const { workspace, branch, size } = place;
  // Each tenth resource is a source.
  const number = (((round * 7919) % (size / 10)) | 0) * 10;
  const repository = bench.practice.repositoryDir;
  const ours = await bench.ask<number>("change", { workspace, branch, repository, number, edition: round });
  await bench.ask("settle", { workspace });
  const file = `resource "segment_source" "floor" {\n  name = "Edition ${round} of ${number}"\n}\n`;
  const message = "Source modified\n";
  const head = `feature done\ncommit refs/heads/main\ncommitter Ana <ana@example.com> 1767225600 +0000\ndata ${message.length}\n${message}`;
  const path = `sources/b${String(number).padStart(21, "0")}.tf`;
  writeFileSync(
    place.input,
    `${head}from refs/heads/main^0\nM 100644 inline ${path}\ndata ${file.length}\n${file}\ndone\n`,
  );
  const begun = performance.now();
  const script = `git fast-import --quiet < ${place.input} && git push -q ${bench.remote.url} main:f${size}`;
  await shell(place.shellDir, bench.remote, script);
  if (round === 0) return;
  place.ours.push(ours);
  place.floor.push(performance.now() - begun);
}
