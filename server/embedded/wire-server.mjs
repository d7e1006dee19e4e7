// One PGlite session for many connections. Its own, since two things must hold that the socket server of PGlite does not
// promise: the messages of one extended query are never mixed with another connection's, and one failure stops nobody else.
import net from "node:net";
import { parsedName, readMessage, readOpening, scopeStatement } from "./wire-messages.mjs";

/** Nobody else is served meanwhile; no step of ours thinks for so long inside a transaction. */
const idleInTransactionMs = 60_000;
/** Messages that belong to a query which goes on until Sync. */
const partsOfQuery = new Set(["P", "B", "D", "E", "C", "H", "d"]);

class Connection {
  buffer = Buffer.alloc(0);
  started = false;
  /** Messages of a query whose end has not come yet. */
  parts = [];
  statements = new Set();

  constructor(id, socket, server) {
    this.prefix = `c${id}_`;
    this.socket = socket;
    this.server = server;
    socket.setNoDelay(true);
    socket.on("data", (data) => this.take(data));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => server.forget(this));
  }

  take(data) {
    this.buffer = this.buffer.length === 0 ? data : Buffer.concat([this.buffer, data]);
    try {
      while (this.buffer.length > 0 && this.takeOne());
    } catch {
      this.socket.destroy();
    }
  }

  takeOne() {
    if (!this.started) return this.open();
    const read = readMessage(this.buffer);
    if (!read) return false;
    this.buffer = read.rest;
    if (read.type === "X") {
      this.socket.end();
      return true;
    }
    if (read.type === "P" && parsedName(read.message)) this.statements.add(this.prefix + parsedName(read.message));
    this.parts.push(scopeStatement(read.type, read.message, this.prefix));
    if (!partsOfQuery.has(read.type)) {
      this.server.enqueue(this, this.parts);
      this.parts = [];
    }
    return true;
  }

  open() {
    const opening = readOpening(this.buffer);
    if (!opening) return false;
    this.buffer = opening.rest;
    if (opening.kind === "refuse-encryption") this.socket.write("N");
    else if (opening.kind === "cancel") this.socket.destroy();
    else {
      this.started = true;
      this.server.enqueue(this, [opening.message]);
    }
    return true;
  }
}

export class WireServer {
  queue = [];
  working = false;
  /** The connection whose transaction is open: until it ends, nobody else is served. */
  owner = null;
  ownerTimer = undefined;
  connections = new Set();

  constructor(db) {
    this.db = db;
    let id = 0;
    this.server = net.createServer((socket) => {
      id += 1;
      this.connections.add(new Connection(id, socket, this));
    });
  }

  listen(port) {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", () => resolve(this.server.address().port));
    });
  }

  async close() {
    for (const connection of this.connections) connection.socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  enqueue(connection, messages) {
    this.queue.push({ connection, messages });
    void this.work();
  }

  /** Runs a statement of our own when its turn comes, outside of everybody's transactions. */
  enqueueSql(sql) {
    this.queue.push({ connection: null, sql });
    void this.work();
  }

  forget(connection) {
    this.connections.delete(connection);
    this.queue = this.queue.filter((unit) => unit.connection !== connection);
    const endings = [...connection.statements].map((name) => `DEALLOCATE "${name}"`);
    if (this.owner === connection) endings.unshift("ROLLBACK");
    // In this order: nothing else is heard in a transaction that has failed.
    this.queue.unshift(...endings.map((sql) => ({ connection, sql })));
    if (endings.length > 0) void this.work();
  }

  next() {
    const at = this.owner ? this.queue.findIndex((unit) => unit.connection === this.owner) : 0;
    return at < 0 ? undefined : this.queue.splice(at, 1)[0];
  }

  async work() {
    if (this.working) return;
    this.working = true;
    for (let unit = this.next(); unit; unit = this.next()) {
      try {
        await this.db.runExclusive(() => this.run(unit));
      } catch {
        // PGlite could not take this connection's bytes; the others go on.
        unit.connection?.socket.destroy();
      }
      this.pass(unit.connection);
    }
    this.working = false;
  }

  /** PGlite takes one message at a time: after an error it would throw the rest of a longer input away. */
  async run({ connection, messages, sql }) {
    if (sql) return this.db.execProtocolRaw(queryMessage(sql));
    const answers = [];
    const onRawData = (data) => answers.push(Buffer.from(data));
    for (const message of messages) await this.db.execProtocolRawStream(new Uint8Array(message), { onRawData });
    if (connection.socket.writable) connection.socket.write(Buffer.concat(answers));
  }

  pass(connection) {
    this.owner = this.db.isInTransaction() ? connection : null;
    clearTimeout(this.ownerTimer);
    // It closed while its statement ran, before the transaction was known to be its own: nobody else would end it.
    if (this.owner && !this.connections.has(this.owner))
      this.queue.unshift({ connection: this.owner, sql: "ROLLBACK" });
    else if (this.owner) this.ownerTimer = setTimeout(() => connection.socket.destroy(), idleInTransactionMs).unref();
  }
}

function queryMessage(sql) {
  const text = Buffer.from(`${sql}\0`);
  const message = Buffer.alloc(5 + text.length);
  message.write("Q");
  message.writeInt32BE(4 + text.length, 1);
  text.copy(message, 5);
  return new Uint8Array(message);
}
