// The embedded Postgres: PGlite behind a socket, in a process of its own so that a query never blocks the web server.
// Forked by embedded/postgres.ts with: <data folder> <port>. Says {ready: true}, or {refused: why}, to its starter.
import fs from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { FolderInUseError, lockFolder } from "./folder-lock.mjs";
import { WireServer } from "./wire-server.mjs";

const [dataDir, port] = process.argv.slice(2);
let close = () => process.exit(0);
process.on("SIGTERM", () => close());
process.on("SIGINT", () => close());
// The starter is gone (even by kill -9): nobody could reach this database again, so let go of the folder.
process.on("disconnect", () => close());

let unlock;
try {
  unlock = await lockFolder(dataDir, process.ppid);
} catch (error) {
  if (!(error instanceof FolderInUseError)) throw error;
  process.send?.({ refused: error.message }, () => process.exit(1));
  await new Promise(() => {});
}
process.on("exit", unlock);

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

// PGlite has no autovacuum: without this, dead rows would stay for ever and counting would read every row.
const firstCleaningMs = 60_000;
const cleaningEveryMs = 60 * 60_000;
const clean = () => server.enqueueSql("VACUUM (ANALYZE)");
setTimeout(clean, firstCleaningMs).unref();
setInterval(clean, cleaningEveryMs).unref();

const server = new WireServer(db);
await server.listen(Number(port));

let closing = false;
close = async () => {
  if (closing) return;
  closing = true;
  await server.close().catch(() => {});
  await db.close().catch(() => {});
  process.exit(0);
};
if (process.connected === false) close();
process.send?.({ ready: true });
