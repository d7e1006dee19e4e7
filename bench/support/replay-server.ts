import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Stands before a server, and can take its place: gives the answers again that it passed on before. */
export interface ReplayServer {
  readonly url: string;
  /** From now on only what was heard is said again; anything else is a 500. */
  replay(): void;
  stop(): Promise<void>;
}

export async function startReplayServer(behind: string): Promise<ReplayServer> {
  const heard = new Map<string, Answer>();
  let replaying = false;
  const ask = async (request: IncomingMessage): Promise<Answer> => {
    const key = `${request.method} ${request.url}`;
    const known = heard.get(key);
    if (known) return known;
    if (replaying) return { status: 500, type: "text/plain", body: `Nothing was heard for ${key}.` };
    const sent = await text(request);
    const answer = await fetch(behind + request.url, {
      method: request.method ?? "GET",
      headers: { authorization: request.headers.authorization ?? "", accept: request.headers.accept ?? "*/*" },
      ...(sent === "" ? {} : { body: sent }),
    });
    const type = answer.headers.get("content-type") ?? "";
    const kept = { status: answer.status, type, body: await answer.text() };
    heard.set(key, kept);
    return kept;
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void ask(request).then(({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay: () => {
      replaying = true;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
