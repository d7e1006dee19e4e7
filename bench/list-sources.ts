import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { filledWorkspace } from "@/bench/sync-bench-data";
import { compared, type SyncFigure } from "@/bench/sync-bench-support";
import { startRuntime } from "@/server/cli/runtime";
import { ownerRoleId } from "@/server/core/permissions";
import { openDatabase } from "@/server/db";

const ROUNDS = 200;
const WARM_UP = 40;
const workspace = "benchlist";
const email = "ana@example.com";

/**
 * The first page of 5,000 sources, by the procedure that the list page calls, over HTTP. The other side is a bare HTTP
 * handler that returns the same bytes: it reads nothing, so all of the database's work is in the ratio.
 */
export async function run(sources = 5_000): Promise<SyncFigure[]> {
  const dir = mkdtempSync(join(tmpdir(), "tributary-bench-"));
  const before = { ...process.env };
  Object.assign(process.env, {
    TRIBUTARY_DATA_DIR: dir,
    DATABASE_URL: "",
    TRIBUTARY_SAMPLE: "off",
    LOG_LEVEL: "error",
  });
  const runtime = await startRuntime(() => undefined);
  const opened = openDatabase(runtime.settings.DATABASE_URL ?? "");
  const servers: Server[] = [];
  try {
    await filledWorkspace(opened.db, opened.pool, workspace, sources * 10);
    await addOwner(opened.db);
    const ours = await listen(servers, await productHandler(opened.db));
    const bytes = await (await fetch(ours)).text();
    const bare = await listen(servers, (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end(bytes);
    });
    const times = await takeTurns([ours, bare]);
    const name = `first page of ${sources} sources over HTTP, ${Math.round(bytes.length / 1024)} kB`;
    return [compared(name, times[0] ?? [], "bare handler, same bytes", times[1] ?? [])];
  } finally {
    for (const server of servers) server.close();
    await opened.close();
    await runtime.stop();
    process.env = before;
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Db = ReturnType<typeof openDatabase>["db"];

async function addOwner(db: Db): Promise<void> {
  const permissions = [{ role_id: ownerRoleId, resources: [{ id: workspace, type: "WORKSPACE", labels: [] }] }];
  const columns = { workspaceId: workspace, kind: "user", id: "owner", title: email, search: email, labels: [] };
  await db.resource.create({
    data: { ...columns, naturalKey: email, state: { email, permissions }, updatedBy: email },
  });
}

/** Loaded after the settings are in place: the product reads them with its first module. */
async function productHandler(db: Db): Promise<RequestListener> {
  const { appRouter } = await import("@/server/api/root");
  const signedIn = { accountId: "a", email, name: "Ana", sessionId: "s" };
  return (req, res) => {
    const path = new URL(req.url ?? "/", "http://localhost").pathname.slice(1);
    void nodeHTTPRequestHandler({ router: appRouter, path, req, res, createContext: () => ({ db, signedIn }) });
  };
}

async function listen(servers: Server[], handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const input = encodeURIComponent(JSON.stringify({ json: { workspace, kind: "source" } }));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/resources.list?input=${input}`;
}

/** Milliseconds of each request to each address, in turns, so that a busy machine slows all of them. */
async function takeTurns(addresses: readonly string[]): Promise<number[][]> {
  const times: number[][] = addresses.map(() => []);
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const [index, address] of addresses.entries()) {
      const begun = performance.now();
      const response = await fetch(address);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${address} answered ${response.status}`);
      if (round >= WARM_UP) times[index]?.push(performance.now() - begun);
    }
  }
  return times;
}
