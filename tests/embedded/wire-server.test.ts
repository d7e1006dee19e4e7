import { EventEmitter, once } from "node:events";
import net from "node:net";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { startEmbeddedPostgres } from "@/server/embedded/postgres";
import { WireServer } from "@/server/embedded/wire-server.mjs";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";

const dir = await makeTempDir();
const postgres = await startEmbeddedPostgres(dir, { durable: false });
const pool = new pg.Pool({ connectionString: postgres.url, max: 10 });
const port = Number(new URL(postgres.url).port);

afterAll(async () => {
  await pool.end();
  await postgres.stop();
  await removeDir(dir);
});

/** A client of our own that says whatever a test wants; resolves with what came back before `until` was seen. */
function rawClient(at = port) {
  const socket = net.connect(at, "127.0.0.1");
  let received = Buffer.alloc(0);
  socket.on("data", (data) => {
    received = Buffer.concat([received, data]);
  });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  socket.on("error", () => undefined);
  return { socket, closed, heard: () => received.toString("latin1") };
}

function startup(): Buffer {
  const message = Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0, 3, 0, 0]),
    Buffer.from("user\0postgres\0database\0postgres\0\0"),
  ]);
  message.writeInt32BE(message.length, 0);
  return message;
}

function message(type: string, text: string): Buffer {
  const body = Buffer.from(text, "latin1");
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

describe("one session for many connections", () => {
  it("answers each connection its own rows, whatever the others ask at the same time", async () => {
    const answers = await Promise.all(
      Array.from({ length: 300 }, async (_, n) => {
        const sql = n % 2 === 0 ? "select $1::int as n" : "select $1::int as n, 'odd' as word";
        const { rows } = await pool.query<{ n: number; word?: string }>(sql, [n]);
        return rows[0];
      }),
    );
    expect(answers).toEqual(answers.map((_, n) => (n % 2 === 0 ? { n } : { n, word: "odd" })));
  });

  it("an error is answered to its own connection and disturbs no other", async () => {
    const all = Array.from({ length: 60 }, (_, n) => pool.query(n % 3 === 0 ? "select 1/0" : "select 1 as one"));
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(ends.map((_, n) => (n % 3 === 0 ? "rejected" : "fulfilled")));
  });

  it("keeps a transaction to its connection: others wait and see it whole or not at all", async () => {
    await pool.query("create table if not exists counts (n int)");
    await pool.query("insert into counts values (0)");
    await Promise.all(
      Array.from({ length: 25 }, async () => {
        const client = await pool.connect();
        try {
          await client.query("begin");
          const { rows } = await client.query<{ n: number }>("select n from counts");
          await client.query("update counts set n = $1", [(rows[0]?.n ?? 0) + 1]);
          await client.query("commit");
        } finally {
          client.release();
        }
      }),
    );
    expect((await pool.query("select n from counts")).rows).toEqual([{ n: 25 }]);
  });

  it("two connections may give their prepared statements the same name", async () => {
    const [one, two] = [await pool.connect(), await pool.connect()];
    try {
      await one.query({ name: "mine", text: "select 1 as n" });
      await two.query({ name: "mine", text: "select 2 as n" });
      expect((await one.query({ name: "mine", text: "select 1 as n" })).rows).toEqual([{ n: 1 }]);
      expect((await two.query({ name: "mine", text: "select 2 as n" })).rows).toEqual([{ n: 2 }]);
    } finally {
      one.release();
      two.release();
    }
  });
});

describe("a connection that dies", () => {
  it("in a transaction is rolled back, and everybody else is served", async () => {
    await pool.query("create table if not exists kept (n int)");
    const dying = new pg.Client({ connectionString: postgres.url });
    dying.on("error", () => undefined);
    await dying.connect();
    await dying.query("begin");
    await dying.query("insert into kept values (1)");
    const waiting = pool.query("select count(*)::int as n from kept");
    (dying as unknown as { connection: { stream: net.Socket } }).connection.stream.destroy();
    expect((await waiting).rows).toEqual([{ n: 0 }]);
  });

  it("in a transaction that had failed leaves no prepared statement behind", async () => {
    const before = await statements();
    const dying = new pg.Client({ connectionString: postgres.url });
    dying.on("error", () => undefined);
    await dying.connect();
    await dying.query({ name: "left", text: "select 1" });
    await dying.query("begin");
    await dying.query("select 1/0").catch(() => undefined);
    (dying as unknown as { connection: { stream: net.Socket } }).connection.stream.destroy();
    await expect.poll(statements).toBe(before);
  });

  it("in the middle of a message harms nobody", async () => {
    const client = rawClient();
    client.socket.write(startup());
    await expect.poll(client.heard).toContain("Z");
    client.socket.write(message("P", "\0select nonsense\0\0\0"));
    client.socket.write(Buffer.from("Q\0\0\0"));
    client.socket.destroy();
    await client.closed;
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });
});

describe("a connection that closes while its BEGIN runs", () => {
  it("is rolled back, and the others go on", async () => {
    const { url, begun, finish, server } = await heldAtBegin();
    const dying = rawClient(Number(new URL(url).port));
    dying.socket.write(Buffer.concat([startup(), message("Q", "begin; create table half_done (n int)\0")]));
    await begun;
    const other = new pg.Client({ connectionString: url });
    const served = other
      .connect()
      .then(() => other.query("select count(*)::int as n from pg_tables where tablename = 'half_done'"));
    await expect.poll(() => server.connections.size).toBe(2);
    dying.socket.destroy();
    await expect.poll(() => server.connections.size).toBe(1);
    finish();
    expect((await served).rows).toEqual([{ n: 0 }]);
    await other.end();
  });
});

/** A wire server whose database does a BEGIN and then takes its time to say so. */
async function heldAtBegin() {
  const db = await PGlite.create();
  const stage = new EventEmitter();
  const [begun, finished] = [once(stage, "begun"), once(stage, "finished")];
  const server = new WireServer({
    runExclusive: (fn: () => Promise<unknown>) => db.runExclusive(fn),
    isInTransaction: () => db.isInTransaction(),
    execProtocolRaw: (bytes: Uint8Array) => db.execProtocolRaw(bytes),
    execProtocolRawStream: async (bytes: Uint8Array, options: Parameters<typeof db.execProtocolRawStream>[1]) => {
      await db.execProtocolRawStream(bytes, options);
      if (!Buffer.from(bytes).includes("begin")) return;
      stage.emit("begun");
      await finished;
    },
  });
  const port = await server.listen(0);
  onTestFinished(async () => {
    await server.close();
    await db.close();
  });
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/postgres`,
    begun,
    finish: () => stage.emit("finished"),
    server,
  };
}

const statements = async () =>
  (await pool.query<{ n: number }>("select count(*)::int as n from pg_prepared_statements")).rows[0]?.n;

describe("what is no Postgres client", () => {
  it.each([
    ["an HTTP request", Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n")],
    ["a message of impossible length", Buffer.concat([startup(), Buffer.from([0x51, 0xff, 0xff, 0xff, 0xff])])],
    ["zeros", Buffer.alloc(64)],
  ])("%s is hung up on", async (_, bytes) => {
    const client = rawClient();
    client.socket.write(bytes);
    await client.closed;
    expect((await pool.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("a client that asks for encryption is told that there is none, and goes on without", async () => {
    const client = rawClient();
    client.socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
    await expect.poll(client.heard).toBe("N");
    client.socket.write(startup());
    await expect.poll(client.heard).toContain("Z");
    client.socket.destroy();
  });
});
