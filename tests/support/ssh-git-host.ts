import type { ChildProcess } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ServerChannel } from "ssh2";
import { type SshGitServer, startSshGitServer } from "@/server/embedded/practice-git-server";
import { gitConfigText } from "@/server/integrations/git/git-config";
import { generateEd25519 } from "@/server/integrations/git/ssh-key";
import { bareRepository } from "@/tests/support/plain-git";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";

/** Ways in which the host misbehaves; change them at any time. */
export type SshFaults = {
  /** Words of a refusing pre-receive hook. */
  rejectPushes: string | null;
  /** Words with which pushes are refused before they begin, as for a key that may only read. */
  readOnly: string | null;
  /** Words with which every request is refused, as for a repository that was deleted. */
  missing: string | null;
  /** Every git process of the host is held for this long before it answers. */
  delayMs: number;
  /** The connection is cut after this many bytes from the client to git. */
  dropAfterBytes: number | null;
};

export type SshGitHost = {
  url: string;
  port: number;
  hostKeyLine: string;
  repositoryDir: string;
  /** A private key that may sign in. */
  privateKey: string;
  /** `type base64` lines that may sign in: push another one, or empty it. */
  authorizedKeys: string[];
  faults: SshFaults;
  /** Stops listening; `up` listens on the same port again, with a new host key if wished. */
  down(): Promise<void>;
  up(change?: { newHostKey?: boolean }): Promise<void>;
  close(): Promise<void>;
};

/** A Git host over SSH with one bare repository `/acme/shop.git` and knobs to break it. */
export async function startSshGitHost(): Promise<SshGitHost> {
  const dir = await makeTempDir();
  const repositoryDir = bareRepository(dir, "shop.git");
  const client = keyPair();
  const authorizedKeys = [client.publicLine];
  const faults: SshFaults = { rejectPushes: null, readOnly: null, missing: null, delayMs: 0, dropAfterBytes: null };
  const configFile = await serverConfig(dir);
  let hostKey = keyPair();
  let server: SshGitServer | null = null;
  const listen = async (port: number) => {
    server = await startSshGitServer({
      port,
      hostKey: hostKey.privateKey,
      configFile,
      home: dir,
      authorizedKeys: () => authorizedKeys,
      repository(path, service) {
        if (path !== "/acme/shop.git") return { refusal: "ERROR: Repository not found." };
        if (faults.missing) return { refusal: faults.missing };
        if (service === "git-receive-pack" && faults.readOnly) return { refusal: faults.readOnly };
        setRejection(dir, faults.rejectPushes);
        return { dir: repositoryDir };
      },
      onStart: (_service, channel, git) => applyFaults(faults, channel, git),
    });
    return server.port;
  };
  const port = await listen(0);
  await installHook(dir);
  return {
    url: `ssh://git@127.0.0.1:${port}/acme/shop.git`,
    port,
    get hostKeyLine() {
      return `[127.0.0.1]:${port} ${hostKey.publicLine}`;
    },
    repositoryDir,
    privateKey: client.privateKey,
    authorizedKeys,
    faults,
    down: async () => server?.close(),
    async up(change = {}) {
      if (change.newHostKey) hostKey = keyPair();
      await listen(port);
    },
    async close() {
      await server?.close();
      await removeDir(dir);
    },
  };
}

/** An ed25519 pair: private key text, and `type base64` of its public half. */
export function keyPair(): { privateKey: string; publicLine: string } {
  const { privateKey, publicKey } = generateEd25519({ comment: "test" });
  return { privateKey, publicLine: publicKey.split(" ").slice(0, 2).join(" ") };
}

async function serverConfig(dir: string): Promise<string> {
  const path = join(dir, "gitconfig");
  const extra = [
    ["core", "hooksPath", join(dir, "hooks")],
    ["receive", "denyNonFastForwards", "true"],
    ["receive", "advertisePushOptions", "true"],
  ] as const;
  await writeFile(path, gitConfigText({ transports: [], safeDirectory: join(dir, "shop.git"), extra }));
  return path;
}

/** The hook refuses with the words of a file, which exists only while pushes are to be rejected. */
async function installHook(dir: string): Promise<void> {
  const words = join(dir, "rejection");
  const script = `#!/bin/sh\n[ -f '${words}' ] || exit 0\ncat '${words}' >&2\nexit 1\n`;
  await mkdir(join(dir, "hooks"), { recursive: true });
  await writeFile(join(dir, "hooks", "pre-receive"), script, { mode: 0o755 });
}

function setRejection(dir: string, words: string | null): void {
  const path = join(dir, "rejection");
  if (words === null) rmSync(path, { force: true });
  else writeFileSync(path, `${words}\n`);
}

function applyFaults(faults: SshFaults, channel: ServerChannel, git: ChildProcess): void {
  if (faults.delayMs > 0) {
    git.kill("SIGSTOP");
    setTimeout(() => git.kill("SIGCONT"), faults.delayMs);
  }
  const limit = faults.dropAfterBytes;
  if (limit === null) return;
  let received = 0;
  channel.on("data", (chunk: Buffer) => {
    received += chunk.length;
    if (received <= limit) return;
    git.kill("SIGKILL");
    channel.close();
  });
}
