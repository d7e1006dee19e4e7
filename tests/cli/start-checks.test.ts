import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { childEnvironment } from "@/server/child-environment";
import { tempDir } from "@/tests/support/temp-dir";

const cli = fileURLToPath(new URL("../../server/cli/tributary.mjs", import.meta.url));

/** Starts the product with a git of our own in front of the real one, in a data folder that must stay untouched. */
async function startWith(gitScript: string, settings: Record<string, string> = {}, command = "start") {
  const bin = await tempDir();
  const dataDir = join(await tempDir(), "data");
  writeFileSync(join(bin, "git"), gitScript);
  chmodSync(join(bin, "git"), 0o755);
  const { PATH = "", HOME = "" } = process.env;
  const env = childEnvironment({ PATH: `${bin}:${PATH}`, HOME, TRIBUTARY_DATA_DIR: dataDir, ...settings });
  const { status, stderr } = spawnSync(process.execPath, [cli, command], { env, encoding: "utf8", timeout: 100_000 });
  return { status, stderr, touched: existsSync(dataDir) };
}

it("a git that is too old ends the start at once, naming the version found and the one wanted", async () => {
  expect(await startWith("#!/bin/sh\necho git version 2.25.1\n")).toEqual({
    status: 1,
    stderr: "Git 2.25 is too old: Tributary needs 2.32 at least. Install Git 2.37 or newer and start again.\n",
    touched: false,
  });
});

it("a wrong setting ends the start with its name and no stack", async () => {
  const { status, stderr } = await startWith("#!/bin/sh\necho git version 2.39.0\n", { PORT: "ninety" });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^Some settings are wrong \(see \.env\.example\):\n {2}PORT: .+\n$/);
});

const plainGit = "#!/bin/sh\necho git version 2.39.0\n";

async function holdPort() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  return { port, close: () => new Promise((resolve) => server.close(resolve)) };
}

it("a port that is taken ends the start before anything is made", async () => {
  const { port, close } = await holdPort();
  const started = await startWith(plainGit, { PORT: String(port) });
  await close();
  expect(started).toEqual({
    status: 1,
    stderr: `Port ${port} of 127.0.0.1 is taken, by another Tributary or another program. Stop that, or set PORT to another one.\n`,
    touched: false,
  });
});

it("a data folder that cannot be one ends the start with its name and no stack", async () => {
  const file = join(await tempDir(), "file");
  writeFileSync(file, "");
  const { status, stderr } = await startWith(plainGit, { TRIBUTARY_DATA_DIR: file, PORT: "0" });
  expect(status).toBe(1);
  expect(stderr).toBe(
    `The data folder ${file} cannot be used: a file stands there (EEXIST). Set TRIBUTARY_DATA_DIR to a folder that this user may write in.\n`,
  );
});

it("secrets that cannot be read end the start with what to do, and are not made anew", async () => {
  const dir = await tempDir();
  const file = join(dir, "secrets.json");
  writeFileSync(file, '{"AUTH_SECRET": "');
  const { status, stderr } = await startWith(plainGit, { TRIBUTARY_DATA_DIR: dir, PORT: "0" });
  expect(status).toBe(1);
  expect(stderr).toBe(
    `The secrets of this installation, ${file}, cannot be read: it does not hold the two secrets as JSON. Put it back from a backup: what is stored cannot be decrypted without it.\n`,
  );
  expect(readFileSync(file, "utf8")).toBe('{"AUTH_SECRET": "');
});

it.each([
  ["[{", "The list of Git hosts is not readable JSON."],
  ["@/no/such/hosts.json", "/no/such/hosts.json cannot be read: there is no such file or folder (ENOENT)."],
  ['[{"host":"git.example.com","knd":"gitlab"}]', 'The list of Git hosts is wrong at 0: Unrecognized key: "knd".'],
  [
    '[{"host":"git.example.com","caBundlePath":"/no/such/ca.pem"}]',
    "git.example.com's caBundlePath /no/such/ca.pem cannot be read: there is no such file or folder (ENOENT).",
  ],
  [
    '[{"host":"git.example.com","knownHostsPath":"/no/such/hosts"}]',
    "git.example.com's knownHostsPath /no/such/hosts cannot be read: there is no such file or folder (ENOENT).",
  ],
])("a list of Git hosts that cannot be used (%s) ends the start with the reason", async (hosts, reason) => {
  expect(await startWith(plainGit, { TRIBUTARY_GIT_HOSTS: hosts, PORT: "0" })).toEqual({
    status: 1,
    stderr: `TRIBUTARY_GIT_HOSTS: ${reason} See “More Git hosts” in docs/operations.md.\n`,
    touched: false,
  });
});

it("a database server that does not answer ends the start with its name, the reason and no password", async () => {
  const { status, stderr } = await startWith(plainGit, {
    DATABASE_URL: "postgresql://ada:hunter2@127.0.0.1:1/tributary",
    PORT: "0",
  });
  expect(status).toBe(1);
  expect(stderr).toBe(
    "The database tributary on 127.0.0.1:1 cannot be used: nothing listens there (ECONNREFUSED). Start it, or set DATABASE_URL to one that runs.\n",
  );
});

it("a demo on an Inngest server that does not answer ends before anything is made, with the server's address", async () => {
  const { port, close } = await holdPort();
  await close();
  const address = `http://127.0.0.1:${port}`;
  expect(await startWith(plainGit, { INNGEST_DEV: address }, "demo")).toEqual({
    status: 1,
    stderr: `The Inngest server ${address} does not answer (ECONNREFUSED). Start it, or leave INNGEST_DEV and INNGEST_BASE_URL empty: then the embedded executor does the work.\n`,
    touched: false,
  });
});
