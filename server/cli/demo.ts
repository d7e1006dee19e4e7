import fs from "node:fs";
import path from "node:path";
import { readEnv } from "@/server/env";
import { requireInngestServer } from "./check-settings";
// Plain JavaScript: it must run before anything is generated.
import { generateClient } from "./generate-client.mjs";
import { loadEnvFile, root, startRuntime } from "./runtime";

interface Output {
  write(text: string): unknown;
}

const seconds = (ms: number) => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`);

/** Says each step when it begins and how long it took when it ends. */
function narrator(out: Output) {
  let number = 0;
  return async <T>(what: string, work: () => Promise<T>, summary: (value: T) => string = () => ""): Promise<T> => {
    number += 1;
    out.write(`${String(number).padStart(2)}. ${what} … `);
    const begun = performance.now();
    const value = await work();
    const told = summary(value);
    out.write(`${told ? `${told}, ` : ""}${seconds(performance.now() - begun)}\n`);
    return value;
  };
}

/**
 * Does the whole main job in the terminal with the real parts: Postgres, the practice repository over SSH, the durable
 * functions. Data of its own, made anew each time. Gives the exit code.
 */
export async function demo({ stdout }: { stdout: Output }): Promise<number> {
  loadEnvFile();
  await requireInngestServer(readEnv());
  generateClient();
  const dataDir = path.join(readEnv().TRIBUTARY_DATA_DIR, "demo");
  fs.rmSync(dataDir, { recursive: true, force: true });
  Object.assign(process.env, {
    TRIBUTARY_DATA_DIR: dataDir,
    DATABASE_URL: "",
    TRIBUTARY_SAMPLE: "on",
    LOG_LEVEL: "error",
  });
  const step = narrator(stdout);
  const begun = performance.now();
  stdout.write(
    "\nTributary keeps a customer-data workspace in Git as Terraform HCL. This is its main job, start to end.\n\n",
  );
  const runtime = await step("Start Postgres and the practice Git host", () => startRuntime(() => undefined));
  try {
    const { playDemo } = await import("./demo-play");
    const practice = runtime.practice;
    if (!practice) throw new Error("The demo needs the practice repository.");
    const result = await playDemo(step, practice);
    stdout.write(
      `\nIn ${seconds(performance.now() - begun)}: ${result.commits} commits by Git Sync, ${result.files} files, the last one ${result.tip.slice(0, 7)}.\n`,
    );
    stdout.write(`An edit took ${seconds(result.editMs)} from saving it to its commit on the remote.\n`);
    stdout.write(`Jobs ran on ${result.jobs}.\n\n`);
    const bare = path.relative(process.cwd(), practice.repositoryDir);
    stdout.write(`Look at the history:  git --git-dir=${bare} log --stat main\n`);
    stdout.write(`Look at a file:       git --git-dir=${bare} show main:${result.examplePath}\n`);
    stdout.write(
      `Check all files:      git clone -q ${bare} /tmp/tributary-demo && npx tributary hcl check /tmp/tributary-demo\n`,
    );
    stdout.write("Run the product:      npm start\n\n");
    return 0;
  } finally {
    await runtime.stop();
    process.chdir(root);
  }
}
