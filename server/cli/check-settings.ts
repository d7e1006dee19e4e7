import fs from "node:fs";
import pg from "pg";
import type { Env } from "@/server/env";
import { type GitHost, readGitHosts } from "@/server/integrations/git/hosts";
import { StartError } from "@/server/start-error";
import { isSystemError, reasonOf } from "./system-error";

/** Ends a start whose list of Git hosts, or a file that it names, cannot be used: better here than at the first push. */
export function requireGitHosts(setting: string | undefined): void {
  try {
    for (const host of hostsOf(setting)) requireFiles(host);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const message = `TRIBUTARY_GIT_HOSTS: ${cause.message} See “More Git hosts” in docs/operations.md.`;
    throw new StartError(message, { cause });
  }
}

function hostsOf(setting: string | undefined): readonly GitHost[] {
  if (setting?.startsWith("@")) requireFile(setting.slice(1), setting.slice(1));
  return readGitHosts(setting);
}

function requireFiles({ host, caBundlePath, knownHostsPath }: GitHost): void {
  if (caBundlePath) requireFile(caBundlePath, `${host}'s caBundlePath ${caBundlePath}`);
  if (knownHostsPath) requireFile(knownHostsPath, `${host}'s knownHostsPath ${knownHostsPath}`);
}

function requireFile(path: string, called: string): void {
  try {
    fs.readFileSync(path);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new Error(`${called} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

const oldestPostgres = 14;
const patienceMs = 15_000;

const unreachable: { readonly [code: string]: string } = {
  ECONNREFUSED: "nothing listens there (ECONNREFUSED). Start it, or set DATABASE_URL to one that runs.",
  ENOTFOUND: "there is no such host (ENOTFOUND). Check the host in DATABASE_URL.",
  "28P01": "it refuses the user or password (28P01). Check both in DATABASE_URL.",
  "28000":
    "it does not let this user in from here (28000). Check the user in DATABASE_URL and the server's pg_hba.conf.",
  "3D000": "it has no such database (3D000). Create it, or check the name in DATABASE_URL.",
};

/** Ends a start whose database server cannot be used, saying why and never showing the address's password. */
export async function requireDatabase(address: string): Promise<void> {
  const { hostname, port, pathname } = new URL(address);
  const named = `The database ${pathname.slice(1)} on ${hostname}:${port || 5432}`;
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: patienceMs });
  // A server that goes away while it is asked: the question fails, and that is what is told.
  client.on("error", () => undefined);
  let version: number;
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version_num') AS version");
    version = Math.floor(Number(rows[0]?.version) / 10_000);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const code = "code" in cause ? String(cause.code) : "";
    const reason = unreachable[code] ?? `${cause.message || code}. Check DATABASE_URL and the server.`;
    throw new StartError(`${named} cannot be used: ${reason}`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
  if (version >= oldestPostgres) return;
  throw new StartError(`${named} is Postgres ${version}: Tributary needs ${oldestPostgres} or newer.`);
}

const devServer = "http://localhost:8288";

/** Ends a command that needs the configured Inngest server when nothing answers there. A cloud's address is not ours to know. */
export async function requireInngestServer({ INNGEST_DEV: dev, INNGEST_BASE_URL: base }: Env): Promise<void> {
  const isOn = dev !== undefined && dev !== "0" && dev !== "false";
  const address = isOn ? (URL.canParse(dev) ? dev : devServer) : base;
  if (address === undefined) return;
  try {
    await fetch(address, { signal: AbortSignal.timeout(patienceMs), redirect: "manual" });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const { code = cause.name } = (cause.cause ?? {}) as { code?: string };
    const next = "Start it, or leave INNGEST_DEV and INNGEST_BASE_URL empty: then the embedded executor does the work.";
    throw new StartError(`The Inngest server ${address} does not answer (${code}). ${next}`, { cause });
  }
}
