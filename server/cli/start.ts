import { spawn } from "node:child_process";
import path from "node:path";
import { env, readEnv, usesInngestServer } from "@/server/env";
import { buildIfNeeded } from "./build";
import { requireFreePort } from "./free-port";
import { generateClient } from "./generate-client.mjs";
import { loadEnvFile, root, startRuntime } from "./runtime";

/** A page of a long list is some megabytes of short-lived objects: node's 16 MB would be swept several times for each. */
const youngSpace = "--max-semi-space-size=32";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs the whole product until it is told to stop. */
export async function start(options: { dev?: boolean; port?: number }): Promise<void> {
  loadEnvFile();
  if (options.port !== undefined) process.env.PORT = String(options.port);
  const { HOST: host, PORT: port } = readEnv();
  await requireFreePort(host, port);
  generateClient();
  const runtime = await startRuntime(say);
  const { PORT, HOST, TRIBUTARY_URL, TRIBUTARY_SAMPLE } = env();
  const url = TRIBUTARY_URL ?? `http://${HOST === "0.0.0.0" ? "127.0.0.1" : HOST}:${PORT}`;
  process.env.NEXTAUTH_URL = url;
  process.env.TRIBUTARY_URL = url;
  const firstRun = await prepareDatabase(TRIBUTARY_SAMPLE === "on");
  if (!options.dev) buildIfNeeded(say);
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const args = options.dev
    ? [next, "dev", "--hostname", HOST, "--port", String(PORT)]
    : [youngSpace, path.join(root, "server", "cli", "web-server.mjs")];
  const web = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      ...runtime.settings,
      HOST,
      PORT: String(PORT),
      TRIBUTARY_STARTER_PID: String(process.pid),
      NODE_ENV: options.dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
  });
  web.stdout.on("data", (chunk: Buffer) => {
    if (options.dev) process.stdout.write(chunk);
    if (/Ready in/.test(chunk.toString())) announce(url, firstRun, runtime.practice?.url ?? null);
  });
  await untilEnded(web);
  await runtime.stop();
}

/** Loaded only now: these modules need the generated client and the settings that the runtime has just made. */
async function prepareDatabase(sample: boolean): Promise<boolean> {
  const { database } = await import("@/server/db");
  const { offerSample } = await import("@/server/domain/sample/offer-sample");
  const { db, close } = database();
  if (sample && (await offerSample(db))) say("Made the sample workspace (slug “sample”).");
  const accounts = await db.account.count();
  await close();
  return accounts === 0;
}

function announce(url: string, firstRun: boolean, practice: string | null): void {
  const jobs = usesInngestServer(env()) ? "on the configured Inngest server" : "on the embedded executor";
  say("");
  say(`  Tributary runs at ${url}`);
  say(firstRun ? "  First run: open it and create the owner's account." : "  Sign in with your e-mail and password.");
  if (practice) say(`  Practice repository: ${practice}`);
  say(`  Jobs run ${jobs}. Stop with Ctrl+C.`);
  say("");
}

/** Resolves when the web server has ended, by itself or because we were told to stop. */
function untilEnded(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        told = true;
        child.kill(signal);
      });
    }
    child.once("exit", (code) => {
      if (!told && code !== 0) process.exitCode = code ?? 1;
      resolve();
    });
  });
}
