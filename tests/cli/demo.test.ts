import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { childEnvironment } from "@/server/child-environment";
import { plainGit } from "@/tests/support/plain-git";
import { tempDir } from "@/tests/support/temp-dir";

const root = fileURLToPath(new URL("../..", import.meta.url));
const longestMs = 120_000;

it(
  "the demo does the main job within two minutes, and says what it made and where to look",
  async () => {
    const { PATH = "", HOME = "" } = process.env;
    const env = childEnvironment({ PATH, HOME, TRIBUTARY_DATA_DIR: await tempDir() });
    const options = { cwd: root, env, encoding: "utf8", timeout: longestMs } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["server/cli/tributary.mjs", "demo"], options);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });

    const steps = stdout.split("\n").filter((line) => /^ ?\d+\. /.test(line));
    expect(steps.map((line, index) => line.startsWith(String(index + 1).padStart(2)))).not.toContain(false);
    expect(steps.filter((line) => !/ … (.+, )?\d+(\.\d)? m?s$/.test(line))).toEqual([]);
    expect(stdout).toMatch(/Rename a source; its commit is on the remote … one file/);

    const [, commits, files, tip] =
      / s: (\d+) commits by Git Sync, (\d+) files, the last one ([0-9a-f]{7})\./.exec(stdout) ?? [];
    const [, gitDir = ""] = /git --git-dir=(\S+) log/.exec(stdout) ?? [];
    const git = (...args: string[]) => plainGit(fileURLToPath(new URL(gitDir, `file://${root}`)), args).split("\n");
    expect(git("rev-list", "main").length).toBe(Number(commits));
    expect(git("rev-list", "main")[0]).toMatch(new RegExp(`^${tip}`));
    expect(git("ls-tree", "-r", "--name-only", "main").length).toBe(Number(files));
    const [, example = ""] = / show main:(\S+)/.exec(stdout) ?? [];
    expect(git("show", `main:${example}`)[0]).toBe("import {");
  },
  2 * longestMs,
);
