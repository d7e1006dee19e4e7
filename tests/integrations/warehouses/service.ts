import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import type { HttpsPorts } from "@/server/integrations/warehouses/https/session";

/** A request as it came, and the host that it was meant for. */
export interface Asked {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** What answers a request; null for one that is never answered. */
export type Answer = (asked: Asked, response: ServerResponse) => Reply | null;

/** What answers in the place of a service's usual answer; undefined leaves it to that. */
export type Override = (asked: Asked, response: ServerResponse) => Reply | null | undefined;

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

export interface Service {
  readonly ports: HttpsPorts;
  readonly asked: Asked[];
  /** How long was waited, each time. */
  readonly waits: number[];
}

/** A local server in the place of all hosts that a warehouse's client talks to. It ends with the test file; waiting takes no time. */
export async function startService(answer: Answer): Promise<Service> {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const server = createServer(async (request, response) => {
    const came = await readAsked(request);
    asked.push(came);
    const reply = answer(came, response);
    if (reply === null) return;
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(typeof reply.body === "string" ? reply.body : JSON.stringify(reply.body ?? {}));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ports: HttpsPorts = {
    open: () => ({
      fetch: (url, init) => {
        const { origin, host } = new URL(url);
        if (!url.startsWith("https://")) throw new TypeError("only https");
        return fetch(local + url.slice(origin.length), { ...init, headers: { ...init.headers, "x-meant-for": host } });
      },
      close: async () => undefined,
    }),
    wait: async (ms, signal) => {
      signal.throwIfAborted();
      waits.push(ms);
    },
  };
  return { ports, asked, waits };
}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
  return {
    method: request.method ?? "",
    host: String(request.headers["x-meant-for"]),
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: Buffer.concat(parts).toString("utf8"),
  };
}

/** A stored column: schema, relation, column and what else the warehouse's catalog tells. */
export type StoredColumn = readonly [schema: string, relation: string, column: string, ...rest: (string | null)[]];

/** Sends without end, as fast as it is taken. */
export function flood(response: ServerResponse): null {
  response.writeHead(200, { "content-type": "application/json" });
  const part = Buffer.alloc(256 * 1024, " ");
  const more = () => {
    while (!response.destroyed && response.write(part));
  };
  response.on("drain", more);
  more();
  return null;
}
