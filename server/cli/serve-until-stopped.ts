import { createServer, type RequestListener } from "node:http";

const IDLE_CHECK_MS = 20;

/** A server on a free port. Its `stop` waits for the answers that have begun: who gives them may still need the database. */
export async function serveUntilStopped(listener: RequestListener): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const stop = () =>
    new Promise<void>((resolve) => {
      // A connection that is kept after its answer would hold the server.
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      server.close(() => {
        clearInterval(idle);
        resolve();
      });
    });
  return { port: typeof address === "object" && address ? address.port : 0, stop };
}
