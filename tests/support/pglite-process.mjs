// A throw-away Postgres for tests: PGlite in memory behind a socket. Sends its port to the process that forked it.
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const db = await PGlite.create();

/**
 * The socket server takes turns between connections message by message, except inside a transaction. A query of the
 * extended protocol is several messages, so two connections would mix theirs: say "in transaction" until its Sync.
 */
function wholeQueries(database) {
  let open = false;
  const replaced = {
    isInTransaction: () => open || database.isInTransaction(),
    execProtocolRawStream: (message, options) => {
      open = "PBDECHF".includes(String.fromCharCode(message[0]));
      return database.execProtocolRawStream(message, options);
    },
    exec: (sql) => {
      open = false;
      return database.exec(sql);
    },
  };
  return new Proxy(database, {
    get(target, key) {
      if (Object.hasOwn(replaced, key)) return replaced[key];
      const value = target[key];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

const server = new PGLiteSocketServer({ db: wholeQueries(db), host: "127.0.0.1", port: 0, maxConnections: 100 });
server.addEventListener("listening", (event) => process.send?.({ port: event.detail.port }));
await server.start();
process.on("disconnect", () => process.exit(0));
