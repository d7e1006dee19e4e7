import { spawn } from "node:child_process";
import { mkdir, rm, stat } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeTempDir, removeDir } from "./temp-dir";

const root = fileURLToPath(new URL("../..", import.meta.url));
const buildLock = join(root, "node_modules", ".cache", "tributary-build-lock");
const longestStartMs = 6 * 60_000;

export interface ProductProcess {
  readonly url: string;
  readonly dataDir: string;
  /** The practice host's bare repository. */
  readonly practiceRepository: string;
  /** Stops the practice host in the middle of whatever it does, and lets it go on; the web server keeps running. */
  pauseHost(): void;
  resumeHost(): void;
  /** What it printed so far. */
  output(): string;
  /** Ends it and everything it started, and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts the product as a person does (`tributary start`), on data and a port of its own. It builds the pages first when
 * the last build was made from other sources; two test files never build at the same time.
 */
export async function startProductProcess(settings: Record<string, string> = {}): Promise<ProductProcess> {
  const [dataDir, port] = await Promise.all([makeTempDir(), freePort()]);
  const { PATH = "", HOME = "" } = process.env;
  // Not the tests' own environment: NODE_ENV and settings of other tests would reach the product.
  const env = { PATH, HOME, TRIBUTARY_DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "warn", ...settings };
  const release = await holdBuildLock();
  const child = spawn(process.execPath, [join(root, "server/cli/tributary.mjs"), "start"], {
    cwd: root,
    env: env as unknown as NodeJS.ProcessEnv,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const signal = (name: NodeJS.Signals) => child.pid !== undefined && process.kill(child.pid, name);
  const stop = async () => {
    if (child.pid !== undefined && child.exitCode === null) {
      process.kill(child.pid, "SIGCONT");
      process.kill(-child.pid, "SIGTERM");
    }
    await ended;
    await removeDir(dataDir);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`The product did not start in time:\n${text}`)), longestStartMs);
      const listen = (chunk: Buffer) => {
        text += chunk.toString();
        if (!text.includes("Tributary runs at")) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      ended.then(() => reject(new Error(`The product ended instead of starting:\n${text}`)));
    });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    await release();
  }
  const practiceRepository = join(dataDir, "practice", "practice.git");
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    practiceRepository,
    pauseHost: () => void signal("SIGSTOP"),
    resumeHost: () => void signal("SIGCONT"),
    output: () => text,
    stop,
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

/** A folder can be made by one only; one that is older than any build was left by a killed run. */
async function holdBuildLock(): Promise<() => Promise<void>> {
  await mkdir(join(buildLock, ".."), { recursive: true });
  for (;;) {
    const made = await mkdir(buildLock).then(
      () => true,
      () => false,
    );
    if (made) return () => rm(buildLock, { recursive: true, force: true });
    const age = await stat(buildLock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > longestStartMs) await rm(buildLock, { recursive: true, force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
