import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";
import { handlePublicApi, type PublicApi } from "@/server/public-api/handle";

/** Serves an API on a port of its own until the test file ends; gives the base address that real clients are told. */
export async function listen(api: PublicApi): Promise<string> {
  const server = createServer(async (incoming, outgoing) => {
    const body: Buffer[] = [];
    for await (const part of incoming) body.push(part as Buffer);
    const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    );
    const { method = "GET", url = "/" } = incoming;
    const bodiless = method === "GET" || method === "HEAD";
    const answer = await handlePublicApi(
      api,
      new Request(`http://127.0.0.1${url}`, { method, headers, ...(bodiless ? {} : { body: Buffer.concat(body) }) }),
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${api.base}`;
}
