import { type ChildProcess, spawn } from "node:child_process";
import { timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import ssh2, { type AuthContext, type Connection, type ParsedKey, type ServerChannel } from "ssh2";
import { childEnvironment } from "@/server/child-environment";
import { gitEnvironment } from "@/server/integrations/git/git-config";

export type GitService = "git-upload-pack" | "git-receive-pack";

export type SshGitServerOptions = {
  /** OpenSSH private key text of the host. */
  hostKey: string;
  /** 0 lets the system choose. */
  port: number;
  /** File with the git config under which the server's git processes run. */
  configFile: string;
  home: string;
  /** Keys that may sign in, in `type base64` form, asked anew at each attempt. */
  authorizedKeys(): readonly string[];
  /** Folder to serve for a requested path, or words to refuse with. */
  repository(path: string, service: GitService): { dir: string } | { refusal: string };
  onServed?(service: GitService, exitCode: number | null): void;
  /** Called for every git process; test hosts use it to break things. */
  onStart?(service: GitService, channel: ServerChannel, git: ChildProcess): void;
};

export type SshGitServer = { port: number; close(): Promise<void> };

/** An SSH server on loopback that can do two things: `git-upload-pack` and `git-receive-pack` of the given repositories. */
export async function startSshGitServer(options: SshGitServerOptions): Promise<SshGitServer> {
  const connections = new Set<Connection>();
  const children = new Set<ChildProcess>();
  const ssh = new ssh2.Server({ hostKeys: [options.hostKey], ident: "git" }, (connection) => {
    connections.add(connection);
    connection.on("authentication", (attempt) => authenticate(attempt, options.authorizedKeys()));
    connection.on("session", (accept) => {
      const session = accept();
      let protocol = "version=0";
      session.on("env", (acceptEnv, _reject, info) => {
        if (info.key === "GIT_PROTOCOL" && /^version=[0-2]$/.test(info.val)) protocol = info.val;
        acceptEnv?.();
      });
      session.on("exec", (acceptExec, _reject, info) => {
        serve(acceptExec(), { command: info.command, protocol }, options, children);
      });
    });
    connection.on("close", () => connections.delete(connection));
    // A client that hangs up is an ordinary end; without a listener it would end the process.
    connection.on("error", () => connections.delete(connection));
  });
  // Small packets must not wait for each other: with Nagle's delay a handshake takes twice as long.
  const server = createServer({ noDelay: true }, (socket) => ssh.injectSocket(socket));
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const connection of connections) connection.end();
      for (const child of children) child.kill("SIGKILL");
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function authenticate(attempt: AuthContext, keys: readonly string[]): void {
  if (isAllowed(attempt, keys)) attempt.accept();
  else attempt.reject(["publickey"]);
}

function isAllowed(attempt: AuthContext, keys: readonly string[]): boolean {
  if (attempt.method !== "publickey") return false;
  const known = keys.map(parseKey).find((key) => key && sameBytes(key.getPublicSSH(), attempt.key.data));
  if (!known) return false;
  // Without a signature the client only asks whether this key would do.
  if (!attempt.signature || !attempt.blob) return true;
  return known.verify(attempt.blob, attempt.signature, attempt.hashAlgo) === true;
}

function parseKey(text: string): ParsedKey | null {
  const parsed = ssh2.utils.parseKey(text);
  return parsed instanceof Error ? null : parsed;
}

function sameBytes(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

type GitRequest = { command: string; protocol: string };

function serve(
  channel: ServerChannel,
  request: GitRequest,
  options: SshGitServerOptions,
  children: Set<ChildProcess>,
): void {
  const job = jobOf(request.command, options);
  if ("refusal" in job) {
    refuse(channel, job.refusal);
    return;
  }
  const git = spawn("git", [job.service.slice(4), job.dir], {
    env: childEnvironment({ ...gitEnvironment(options.home, options.configFile), GIT_PROTOCOL: request.protocol }),
    stdio: ["pipe", "pipe", "pipe"],
  });
  children.add(git);
  channel.pipe(git.stdin);
  git.stdout.pipe(channel, { end: false });
  git.stderr.pipe(channel.stderr, { end: false });
  git.stdin.on("error", () => {});
  channel.on("error", () => git.kill());
  channel.on("close", () => git.exitCode === null && git.kill());
  git.on("error", (error) => refuse(channel, `git could not be started: ${error.message}`));
  git.on("close", (code) => {
    children.delete(git);
    channel.exit(code ?? 1);
    channel.end();
    options.onServed?.(job.service, code);
  });
  options.onStart?.(job.service, channel, git);
}

/** The whole command must be one of the two, with a quoted path: nothing else is ever run. */
function jobOf(
  command: string,
  options: SshGitServerOptions,
): { service: GitService; dir: string } | { refusal: string } {
  const [, service, path] = /^(git-upload-pack|git-receive-pack) '([^'\0]+)'$/.exec(command) ?? [];
  if (!isService(service) || path === undefined) return { refusal: "This server only serves git fetch and git push." };
  const found = options.repository(path, service);
  return "refusal" in found ? found : { service, dir: found.dir };
}

function isService(name: string | undefined): name is GitService {
  return name === "git-upload-pack" || name === "git-receive-pack";
}

function refuse(channel: ServerChannel, words: string): void {
  channel.stderr.write(`${words}\n`);
  channel.exit(1);
  channel.end();
}
