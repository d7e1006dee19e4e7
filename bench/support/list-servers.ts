import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { root } from "@/server/cli/runtime";

/** A web server in a process of its own. */
export interface WebServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const next = join(root, "node_modules", "next", "dist", "bin", "next");

/** The product as `npm start` runs it, with data of its own; it builds its pages first when they changed. */
export async function startProduct(dataDir: string): Promise<WebServer> {
  const port = await freePort();
  const settings = { TRIBUTARY_DATA_DIR: dataDir, PORT: String(port), TRIBUTARY_SAMPLE: "off", LOG_LEVEL: "error" };
  const child = start(["server/cli/tributary.mjs", "start"], root, settings);
  return ready(child, port, /Tributary runs at/);
}

const route = `import { readFileSync } from "node:fs";

const kept = new Map();

export const dynamic = "force-dynamic";

export async function GET(request, { params }) {
  const { name } = await params;
  if (!kept.has(name)) kept.set(name, readFileSync(process.env.BARE_BYTES + "/" + name));
  return new Response(kept.get(name), { headers: { "content-type": "text/html; charset=utf-8" } });
}
`;

/**
 * A Next.js app of one route that answers `/bytes/NAME` with the bytes of a file, built for production like the product.
 * It lies below the checkout, where it finds the same packages, and is removed in the end.
 */
export async function startBareApp(files: Record<string, string>): Promise<WebServer> {
  mkdirSync(join(root, ".tributary"), { recursive: true });
  const dir = mkdtempSync(join(root, ".tributary", "bench-bare-"));
  const folder = join(dir, "app", "bytes", "[name]");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(dir, "package.json"), '{ "private": true, "type": "module" }');
  writeFileSync(join(folder, "route.js"), route);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
  const remove = () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  try {
    // Turbopack would take the parts of the product that stand above it, such as its proxy, for its own.
    const built = spawnSync(process.execPath, [next, "build", "--webpack"], {
      cwd: dir,
      env: environment(),
      encoding: "utf8",
    });
    if (built.status !== 0) throw new Error(`The bare app could not be built.\n${built.stdout}\n${built.stderr}`);
    const port = await freePort();
    const args = [next, "start", "--hostname", "127.0.0.1", "--port", String(port)];
    const server = await ready(start(args, dir, { BARE_BYTES: dir }), port, /Ready in/);
    return { ...server, stop: () => server.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

function environment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...more };
}

const start = (args: readonly string[], cwd: string, settings: Record<string, string>) =>
  spawn(process.execPath, args, { cwd, env: environment(settings), stdio: ["ignore", "pipe", "pipe"] });

/** Waits until it says so; a server that ends before is an error with its words. */
async function ready(child: ChildProcess, port: number, sign: RegExp): Promise<WebServer> {
  let text = "";
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      text += chunk.toString();
      if (sign.test(text)) resolve();
    };
    child.stdout?.on("data", listen);
    child.stderr?.on("data", listen);
    ended.then(() => reject(new Error(`The server ended instead of starting:\n${text}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
