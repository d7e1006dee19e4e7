import { createServer, type Server, type Socket } from "node:net";
import { afterAll } from "vitest";

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A server on a port of its own that answers each connection as it is told; it ends with the test file. */
export async function serve(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    answer(socket);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as { port: number }).port;
}
