import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "@/server/child-environment";
import { isHeld } from "./folder-lock.mjs";

export interface EmbeddedPostgres {
  /** Connection string; the server listens on loopback only. */
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL("./postgres-process.mjs", import.meta.url));

interface Told {
  readonly ready?: true;
  readonly refused?: string;
}

const shownOutput = 1500;

/** Another process has the folder; the message says which, and what to do. */
export class FolderInUseError extends Error {
  override name = "FolderInUseError";
}

/** A free loopback port, the same one as last time if it is still free. */
async function choosePort(dataDir: string): Promise<number> {
  const remembered = portFile(dataDir);
  const last = fs.existsSync(remembered) ? Number(fs.readFileSync(remembered, "utf8")) : 0;
  const tryPort = (port: number) =>
    new Promise<number | null>((resolve) => {
      const probe = net.createServer();
      probe.once("error", () => resolve(null));
      probe.listen(port, "127.0.0.1", () => {
        const address = probe.address();
        const chosen = typeof address === "object" && address ? address.port : null;
        probe.close(() => resolve(chosen));
      });
    });
  const port = (last > 0 ? await tryPort(last) : null) ?? (await tryPort(0));
  if (port === null) throw new Error("No free port on 127.0.0.1 for the embedded Postgres.");
  return port;
}

const portFile = (dataDir: string) => path.join(dataDir, "postgres.port");
const urlOf = (port: number) => `postgresql://postgres@127.0.0.1:${port}/postgres?sslmode=disable`;

/** Address of the Postgres that another process runs on the folder, for commands beside it; null when none does. */
export function findRunningPostgres(dataDir: string): string | null {
  if (!isHeld(dataDir) || !fs.existsSync(portFile(dataDir))) return null;
  return urlOf(Number(fs.readFileSync(portFile(dataDir), "utf8")));
}

/**
 * Starts Postgres on the folder `dataDir/postgres` and waits until it answers. Throws FolderInUseError when another
 * process has the folder. `durable: false` leaves out fsync: for tests, never for data that matters.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  options: { durable?: boolean } = {},
): Promise<EmbeddedPostgres> {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const port = await choosePort(dataDir);
  const child = spawn(process.execPath, [script, dataDir, String(port)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Nothing of ours but the path: the database needs no settings and no secrets.
    env: childEnvironment({
      PATH: process.env.PATH,
      TRIBUTARY_EMBEDDED_FSYNC: options.durable === false ? "off" : undefined,
    }),
  });
  let output = "";
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-shownOutput);
  };
  child.stderr?.on("data", keep);
  child.stdout?.on("data", keep);
  await new Promise<void>((resolve, reject) => {
    child.once("message", (message: Told) =>
      message.ready ? resolve() : reject(new FolderInUseError(message.refused)),
    );
    child.once("exit", (code) =>
      reject(new Error(`The embedded Postgres did not start (exit code ${code}).\n${output}`)),
    );
  });
  // Only now: a start that was refused must not hide the port of the one that runs.
  fs.writeFileSync(portFile(dataDir), String(port), { mode: 0o600 });
  return {
    url: urlOf(port),
    process: child,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    },
  };
}
