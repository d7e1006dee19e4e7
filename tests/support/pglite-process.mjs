// A throw-away Postgres for tests: PGlite in memory behind a socket. Sends its port to the process that forked it.
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const db = await PGlite.create();
const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: 0, maxConnections: 100 });
server.addEventListener("listening", (event) => process.send?.({ port: event.detail.port }));
await server.start();
process.on("disconnect", () => process.exit(0));
