// The embedded Postgres: PGlite behind a socket, in a process of its own so that a query never blocks the web server.
// Run by embedded/postgres.ts with: node postgres-process.mjs <data folder> <port>. Prints "ready" once it answers.
import fs from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { WireServer } from "./wire-server.mjs";

const [dataDir, port] = process.argv.slice(2);
const folder = path.join(dataDir, "postgres");
fs.mkdirSync(folder, { recursive: true, mode: 0o700 });

// By default PGlite never syncs. Without -F and with wal_sync_method=fsync each commit calls fsync,
// which the Node file system of Emscripten leaves out: give it one.
const startParams = PGlite.defaultStartParams.filter((p) => p !== "-F").concat("-c", "wal_sync_method=fsync");
const db = await PGlite.create({ dataDir: folder, startParams });
if (process.env.TRIBUTARY_EMBEDDED_FSYNC !== "off") {
  db.Module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
    if (stream.nfd !== undefined) fs.fsyncSync(stream.nfd);
    return 0;
  };
}

const server = new WireServer(db);
await server.listen(Number(port));
process.send?.("ready");
process.stdout.write("ready\n");

let closing = false;
async function close() {
  if (closing) return;
  closing = true;
  await server.close().catch(() => {});
  await db.close().catch(() => {});
  process.exit(0);
}
process.on("SIGTERM", close);
process.on("SIGINT", close);
// The starter is gone (even by kill -9): nobody could reach this database again, so let go of the folder.
process.on("disconnect", close);
