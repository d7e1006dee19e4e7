import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
// Plain JavaScript: it must run before anything is generated.
import { generateClient } from "./generate-client.mjs";
import { root } from "./runtime";

/** One figure of a benchmark: ours beside a floor or a peer, measured in one run. */
export interface Figure {
  readonly name: string;
  readonly unit: "ms" | "kB" | "MB";
  readonly ours: number;
  /** What the other side is, such as "git fast-import + push". */
  readonly against: string;
  readonly theirs: number;
  /** Ours divided by theirs. */
  readonly ratio: number;
}

const shown = (value: number) => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3));

/** Runs one benchmark, or all: a file of `bench/` each, exporting `run()`. */
export async function bench(name: string | undefined, options: { json?: boolean }): Promise<number> {
  generateClient();
  const dir = path.join(root, "bench");
  const names = fs
    .readdirSync(dir)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -3))
    .sort();
  const wanted = name ? names.filter((each) => each === name) : names;
  if (wanted.length === 0) {
    process.stderr.write(`There is no benchmark “${name}”. There are: ${names.join(", ")}.\n`);
    return 2;
  }
  const all: Figure[] = [];
  for (const each of wanted) {
    const module = (await import(pathToFileURL(path.join(dir, `${each}.ts`)).href)) as { run: () => Promise<Figure[]> };
    for (const figure of await module.run()) {
      all.push(figure);
      if (!options.json) process.stdout.write(line(figure));
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
  return 0;
}

const line = ({ name, unit, ours, against, theirs, ratio }: Figure) =>
  `${name.padEnd(56)} ours ${shown(ours).padStart(8)} ${unit.padEnd(4)} ${against} ${shown(theirs)} ${unit}  ratio ${ratio.toFixed(2)}\n`;
