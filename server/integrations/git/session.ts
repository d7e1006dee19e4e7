import { randomBytes } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rootCertificates } from "node:tls";
import { credentialFiles, shellQuoted } from "@/server/integrations/git/credential-helper";
import { type GitSetting, gitConfigText, gitEnvironment, urlSection } from "@/server/integrations/git/git-config";
import { type RemoteEndpoint, remoteEndpoint } from "@/server/integrations/git/remote-endpoint";
import { SESSION_PREFIX } from "@/server/integrations/git/session-sweep";
import { type GitResult, type GitRun, runGit } from "@/server/integrations/git/spawn-git";
import { sshConfigText } from "@/server/integrations/git/ssh-config";

export type GitCredential =
  | { kind: "ssh-key"; privateKey: string }
  | { kind: "token"; username: string; token: string }
  /** A repository on this machine's disk: benchmarks and tests. */
  | { kind: "local-path" };

export type GitSessionOptions = {
  credential: GitCredential;
  /** `ssh://…`, `user@host:path` or `https://…`, already checked by the form. */
  remote: string;
  /** known_hosts lines; for a port other than 22 the name is `[host]:port`. */
  knownHosts?: string;
  /** PEM certificates of a private authority, trusted beside the public ones. */
  caBundle?: string;
  /** Addresses that passed the address guard, best first: ssh takes the first, https tries all. */
  addresses?: readonly string[];
  /** Longest time of one network step. */
  timeoutMs?: number;
  signal?: AbortSignal;
  /** Folder for the session's private files; the system's temporary folder by default. */
  tempRoot?: string;
};

/** What a network step needs. Valid only inside the callback of `withGitSession`. */
export type GitSession = {
  remote: string;
  endpoint: RemoteEndpoint;
  /** Private 0700 folder, removed at the end. */
  dir: string;
  /** Runs git with the credential, in `cwd` (the cache's git folder, or the session's own folder). */
  git(args: readonly string[], run?: Partial<Omit<GitRun, "args" | "env">>): Promise<GitResult>;
};

/**
 * Lends one credential to git for the time of `fn`. Secrets lie in 0600 files of a private folder that is removed in the
 * end, whatever happens; `sweepGitSessions` removes what a killed process left.
 */
export async function withGitSession<T>(
  options: GitSessionOptions,
  fn: (session: GitSession) => Promise<T>,
): Promise<T> {
  const endpoint = remoteEndpoint(options.remote, { allowPath: options.credential.kind === "local-path" });
  assertFits(options.credential, endpoint);
  const name = `${SESSION_PREFIX}${process.pid}-${randomBytes(6).toString("hex")}`;
  const dir = join(options.tempRoot ?? tmpdir(), name);
  await mkdir(dir, { mode: 0o700 });
  try {
    const env = await prepare(dir, options, endpoint);
    return await fn({
      remote: options.remote,
      endpoint,
      dir,
      git: (args, run = {}) => {
        const cwd = run.cwd ?? dir;
        return runGit({
          timeoutMs: options.timeoutMs,
          signal: options.signal,
          ...run,
          cwd,
          args,
          env: trusting(env, cwd),
        });
      },
    });
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** git refuses a folder whose owner looks foreign, as on some mounted volumes: the one folder we work in is ours. */
function trusting(env: Record<string, string>, directory: string): Record<string, string> {
  return { ...env, GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: directory };
}

function assertFits(credential: GitCredential, endpoint: RemoteEndpoint): void {
  const wanted = { "ssh-key": "ssh", token: "https", "local-path": "file" }[credential.kind];
  if (wanted !== endpoint.transport)
    throw new TypeError(`a ${credential.kind} credential cannot be used over ${endpoint.transport}`);
}

async function prepare(
  dir: string,
  options: GitSessionOptions,
  endpoint: RemoteEndpoint,
): Promise<Record<string, string>> {
  const configFile = join(dir, "gitconfig");
  const settings: GitSetting[] = [];
  if (options.credential.kind === "token")
    settings.push(...(await prepareToken(dir, options.credential, options, endpoint)));
  const config = gitConfigText({
    transports: [endpoint.transport],
    extra: settings,
  });
  await writeFile(configFile, config, { mode: 0o600 });
  const env = gitEnvironment(dir, configFile);
  if (options.credential.kind !== "ssh-key") return env;
  return { ...env, ...(await prepareKey(dir, options.credential.privateKey, options, endpoint)) };
}

async function prepareKey(
  dir: string,
  privateKey: string,
  options: GitSessionOptions,
  endpoint: RemoteEndpoint,
): Promise<Record<string, string>> {
  const files = { identityFile: join(dir, "key"), knownHostsFile: join(dir, "known_hosts") };
  const sshConfig = join(dir, "ssh_config");
  // ssh refuses a key without its last line break, which pasted keys often lack.
  await writeFile(files.identityFile, `${privateKey.trimEnd()}\n`, { mode: 0o600 });
  await writeFile(files.knownHostsFile, options.knownHosts ?? "", { mode: 0o600 });
  await writeFile(sshConfig, sshConfigText({ endpoint, ...files, address: options.addresses?.[0] }), { mode: 0o600 });
  return { GIT_SSH_COMMAND: `ssh -F ${shellQuoted(sshConfig)}`, GIT_SSH_VARIANT: "ssh" };
}

async function prepareToken(
  dir: string,
  credential: { username: string; token: string },
  options: GitSessionOptions,
  endpoint: RemoteEndpoint,
): Promise<GitSetting[]> {
  const secretPath = join(dir, "credential");
  const scriptPath = join(dir, "credential-helper.sh");
  const files = credentialFiles({ origin: endpoint.origin, ...credential, secretPath });
  await writeFile(secretPath, files.secret, { mode: 0o600 });
  await writeFile(scriptPath, files.script, { mode: 0o600 });
  const settings: GitSetting[] = [
    [urlSection("credential", endpoint.origin), "helper", `!sh ${shellQuoted(scriptPath)}`],
  ];
  if (options.caBundle) {
    const caPath = join(dir, "ca.pem");
    // sslCAInfo replaces git's own bundle: without the public roots a private authority would be the only one.
    await writeFile(caPath, [...rootCertificates, options.caBundle.trim(), ""].join("\n"), { mode: 0o600 });
    settings.push(["http", "sslCAInfo", caPath]);
  }
  if (options.addresses?.length) {
    const addresses = options.addresses.map((one) => (one.includes(":") ? `[${one}]` : one)).join(",");
    settings.push(["http", "curloptResolve", `${endpoint.host}:${endpoint.port}:${addresses}`]);
  }
  return settings;
}
