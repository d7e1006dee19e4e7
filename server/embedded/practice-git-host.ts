import { existsSync, readFileSync } from "node:fs";
import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ssh2 from "ssh2";
import { type GitService, type SshGitServer, startSshGitServer } from "@/server/embedded/practice-git-server";
import { gitConfigText, gitEnvironment } from "@/server/integrations/git/git-config";
import { failed } from "@/server/integrations/git/git-error";
import { type GitCache, maintainCache } from "@/server/integrations/git/repository";
import { runGit, succeeded } from "@/server/integrations/git/spawn-git";
import { generateEd25519 } from "@/server/integrations/git/ssh-key";

export type PracticeGitHost = {
  /** `ssh://git@127.0.0.1:PORT/practice.git` */
  url: string;
  port: number;
  /** Line for known_hosts. */
  hostKeyLine: string;
  /** The bare repository on disk. */
  repositoryDir: string;
  /** Lets a public key (`ssh-ed25519 AAAA… comment`) sign in, now and after a restart. */
  authorize(publicKey: string): Promise<void>;
  close(): Promise<void>;
};

const PATH = "/practice.git";
const PUSHES_BETWEEN_CLEANINGS = 50;

/**
 * A small Git host for trying the product out: SSH on loopback, one bare repository, registered keys only. Everything is
 * kept below `dir`; host key and port are chosen at the first start and stay, so that a known_hosts line stays true.
 */
export async function startPracticeGitHost(options: { dir: string; port?: number }): Promise<PracticeGitHost> {
  const { dir } = options;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const repositoryDir = join(dir, "practice.git");
  const configFile = join(dir, "gitconfig");
  await writeFile(configFile, serverConfig(repositoryDir), { mode: 0o600 });
  await ensureRepository(repositoryDir, gitEnvironment(dir, configFile));
  const hostKey = await ensureHostKey(join(dir, "host_key"));
  const keysFile = join(dir, "authorized_keys");
  const clean = cleaner(repositoryDir, gitEnvironment(dir, configFile));
  const server = await listen(join(dir, "port"), options.port, (port) =>
    startSshGitServer({
      port,
      hostKey: hostKey.private,
      configFile,
      home: dir,
      authorizedKeys: () => readKeys(keysFile),
      repository: (path) =>
        path === PATH ? { dir: repositoryDir } : { refusal: `There is no repository ${JSON.stringify(path)} here.` },
      onServed: clean,
    }),
  );
  return {
    url: `ssh://git@127.0.0.1:${server.port}${PATH}`,
    port: server.port,
    hostKeyLine: `[127.0.0.1]:${server.port} ${hostKey.public}`,
    repositoryDir,
    async authorize(publicKey) {
      const key = normalKey(publicKey);
      if (readKeys(keysFile).includes(key)) return;
      await appendFile(keysFile, `${key}\n`, { mode: 0o600 });
    },
    close: () => server.close(),
  };
}

function serverConfig(repositoryDir: string): string {
  return gitConfigText({
    transports: [],
    safeDirectory: repositoryDir,
    extra: [
      ["receive", "denyNonFastForwards", "true"],
      ["receive", "autogc", "false"],
      // git's own default for a server. Checking takes most of a push into a large folder, and whoever fetches checks again.
      ["receive", "fsckObjects", "false"],
      // A folder of 10,000 files is a tree of 480 kB that is mostly hashes: deflating it costs more than the disk it saves.
      ["core", "looseCompression", "0"],
      ["core", "fsync", "committed"],
    ],
  });
}

async function ensureRepository(dir: string, env: Record<string, string>): Promise<void> {
  if (existsSync(join(dir, "HEAD"))) return;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const args = ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", "."];
  const result = await runGit({ args, env, cwd: dir });
  if (!succeeded(result)) throw failed("init", result);
}

async function ensureHostKey(path: string): Promise<{ private: string; public: string }> {
  if (!existsSync(path)) {
    // Not ssh2's own generator: of 256 keys that it makes it cannot read one again.
    await writeFile(path, generateEd25519({ comment: "practice" }).privateKey, { mode: 0o600 });
  }
  const text = await readFile(path, "utf8");
  const key = ssh2.utils.parseKey(text);
  if (key instanceof Error)
    throw new Error(`the host key ${path} cannot be read; remove it to get a new one`, { cause: key });
  return { private: text, public: `${key.type} ${key.getPublicSSH().toString("base64")}` };
}

/** Read at each sign-in, for the web server's process adds keys too. */
function readKeys(path: string): string[] {
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
}

function normalKey(publicKey: string): string {
  const parsed = ssh2.utils.parseKey(publicKey);
  if (parsed instanceof Error || parsed.isPrivateKey()) throw new TypeError("expected a public key in OpenSSH form");
  return `${parsed.type} ${parsed.getPublicSSH().toString("base64")}`;
}

/** The port used last is taken again; when somebody else has it meanwhile, a new one is chosen and kept. */
async function listen(
  portFile: string,
  wanted: number | undefined,
  start: (port: number) => Promise<SshGitServer>,
): Promise<SshGitServer> {
  const kept = existsSync(portFile) ? Number(await readFile(portFile, "utf8")) : 0;
  const port = wanted ?? (Number.isInteger(kept) && kept > 0 && kept < 65_536 ? kept : 0);
  const server = await start(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE" || wanted !== undefined) throw error;
    return start(0);
  });
  await writeFile(portFile, String(server.port), { mode: 0o600 });
  return server;
}

/** Packs the repository now and then, after an answer was given: no push waits for it. */
function cleaner(dir: string, env: Record<string, string>): (service: GitService, exitCode: number | null) => void {
  let pushes = 0;
  return (service, exitCode) => {
    if (service !== "git-receive-pack" || exitCode !== 0) return;
    pushes += 1;
    if (pushes % PUSHES_BETWEEN_CLEANINGS !== 0) return;
    const git: GitCache["git"] = (args, run = {}) => runGit({ ...run, args: ["--git-dir=.", ...args], cwd: dir, env });
    // A cleaning that fails costs some disk; the next one tries again.
    maintainCache({ gitDir: dir, git }).catch(() => {});
  };
}
