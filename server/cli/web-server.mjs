import http from "node:http";
import { fileURLToPath } from "node:url";
import next from "next";

/** Longer than the idle time of common proxies, so that none sends a request into a connection we have just closed. */
const keepAliveMs = 75_000;

const dir = fileURLToPath(new URL("../..", import.meta.url));
const hostname = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT);

/** Next answers an address whose percent-encoding is broken with a 500; it is the client's mistake. */
function isReadable(address) {
  try {
    decodeURIComponent(address);
    return true;
  } catch {
    return false;
  }
}

const message = "The address has a broken percent-encoding. Encode each part of the path as UTF-8.";

function refuse(response) {
  const body = JSON.stringify({ errors: [{ type: "bad-request", message, status: 400 }] });
  response.writeHead(400, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

const app = next({ dev: false, dir, hostname, port });
await app.prepare();
const handle = app.getRequestHandler();
const server = http.createServer((request, response) => {
  if (isReadable(request.url ?? "/")) handle(request, response);
  else refuse(response);
});
server.keepAliveTimeout = keepAliveMs;
server.headersTimeout = keepAliveMs + 5_000;
server.on("upgrade", app.getUpgradeHandler());
// Next takes what nobody catches for a fault that one can go on after; a server without its door cannot.
server.once("error", (error) => {
  process.stderr.write(`Cannot listen on ${hostname}, port ${port}: ${error.message}\n`);
  process.exit(1);
});
server.listen(port, hostname, () => process.stdout.write("Ready in this process\n"));
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}
