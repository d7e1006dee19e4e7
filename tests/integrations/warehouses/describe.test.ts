import type { Socket } from "node:net";
import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { describePostgres, describeRedshift } from "@/server/integrations/warehouses/postgres/describe";
import { withPostgres } from "@/server/integrations/warehouses/postgres/session";
import { readRelationName } from "@/server/integrations/warehouses/relation-name";
import { testDatabase } from "@/tests/support/database";
import { serve } from "./serve";

const { url } = await testDatabase({ own: true });
const { hostname, port, username, password, pathname } = new URL(url);
const database = pathname.slice(1);
const settings = { hostname, port, username, database, password: decodeURIComponent(password) || "any" };
const login = { host: hostname, port: Number(port), user: username, database, password: settings.password };

beforeAll(async () => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`
    CREATE SCHEMA prod; CREATE SCHEMA "Odd ""one""";
    CREATE TABLE prod.orders (order_id bigint, amount numeric(12,2), gone text, email varchar(80));
    ALTER TABLE prod.orders DROP COLUMN gone;
    CREATE VIEW prod.customers AS SELECT order_id AS id, email FROM prod.orders;
    CREATE MATERIALIZED VIEW prod.revenue AS SELECT sum(amount) AS revenue FROM prod.orders;
    CREATE TABLE "Odd ""one"""."Ärger.x" ("A.b" int[]);
    CREATE VIEW svv_columns AS SELECT * FROM information_schema.columns`);
  await client.end();
});

/** A server that knows no encryption: the answer is to what comes after the refusal of it. */
const servePlain = (answer: (socket: Socket) => void) =>
  serve((socket) =>
    socket.once("data", (asked) => {
      if (asked.length === 8) socket.write("N");
      else answer(socket);
    }),
  );

it("describes tables, views and materialized views in one go, and leaves out what is not there", async () => {
  const odd = '"Odd ""one"""."Ärger.x"';
  const names = [`"${database}"."prod"."orders"`, "PROD.Customers", '"prod"."revenue"', '"prod"."Orders"', odd, "x"];
  const answer = await describePostgres(settings, [...names, '"elsewhere"."prod"."orders"']);
  expect(answer).toMatchObject({ ok: true });
  expect(answer.ok && Object.fromEntries(answer.relations)).toEqual({
    [`"${database}"."prod"."orders"`]: [
      { name: "order_id", dataType: "bigint" },
      { name: "amount", dataType: "numeric(12,2)" },
      { name: "email", dataType: "character varying(80)" },
    ],
    "PROD.Customers": [
      { name: "id", dataType: "bigint" },
      { name: "email", dataType: "character varying(80)" },
    ],
    '"prod"."revenue"': [{ name: "revenue", dataType: "numeric" }],
    [odd]: [{ name: "A.b", dataType: "integer[]" }],
  });
});

it("asks Redshift in its own words, where case means nothing", async () => {
  const answer = await describeRedshift(settings, ['"PROD"."Orders"', "prod.nothing"]);
  expect(answer.ok && [...answer.relations]).toEqual([
    [
      '"PROD"."Orders"',
      [
        { name: "order_id", dataType: "bigint" },
        { name: "amount", dataType: "numeric" },
        { name: "email", dataType: "character varying" },
      ],
    ],
  ]);
});

it("says why a warehouse could not be asked, in no words of the server", async () => {
  const ask = async (changes: object) => {
    const answer = await describePostgres({ ...settings, ...changes }, ["prod.orders"]);
    return answer.ok ? "described" : answer.problem;
  };
  expect(await ask({ password: "" })).toBe("settings-missing");
  expect(await ask({ port: "1" })).toBe("unreachable");
  expect(await ask({ hostname: "nothing.invalid" })).toBe("not-found");
  expect(await ask({ hostname: "169.254.169.254" })).toBe("not-allowed");
  expect(await ask({ port: await serve((socket) => socket.end("HTTP/1.1 400 no\r\n")) })).toMatch(/other|unreachable/);
  const refusing = await servePlain((socket) => socket.write(serverError("28P01", "password s3cret is wrong")));
  expect(await ask({ port: refusing })).toBe("refused");
});

it("gives up on a server that never answers, and on one that never stops", async () => {
  const silent = { ...login, port: await serve(() => undefined) };
  const work = (client: pg.Client) => client.query("SELECT 1");
  expect(await withPostgres(silent, { timeoutMs: 300 }, work)).toEqual({ ok: false, problem: "too-slow" });
  const flood = await servePlain(pour);
  const limits = { timeoutMs: 10_000, maxBytes: 1_000_000 };
  expect(await withPostgres({ ...login, port: flood }, limits, work)).toEqual({ ok: false, problem: "too-much" });
});

it("changes nothing: the session is read-only", async () => {
  const answer = await withPostgres(login, { timeoutMs: 5_000 }, async (client) => {
    await client.query("BEGIN READ ONLY");
    return client.query("CREATE TABLE never (x int)").then(
      () => "written",
      (error: { code: string }) => error.code,
    );
  });
  expect(answer).toEqual({ ok: true, value: "25006" });
});

it.each([
  ['"a"."b"."c"', ["a", "b", "c"]],
  ["`p-1`.`d`.`t`", ["p-1", "d", "t"]],
  ["s.t", [undefined, "s", "t"]],
  ["t", null],
  ['"a".', null],
  ['"a"."b"."c"."d"', null],
  ["a b.c", null],
])("reads the name %s", (sql, parts) => {
  const read = readRelationName(sql);
  expect(read && [read.database?.text, read.schema.text, read.name.text]).toEqual(parts);
});

/** An ErrorResponse of Postgres' protocol. */
function serverError(code: string, message: string): Buffer {
  const body = Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

/** One message that says it is 2 GB long, and comes as fast as it is taken. */
function pour(socket: Socket): void {
  const head = Buffer.alloc(5);
  head.write("S");
  head.writeInt32BE(2 ** 31 - 1, 1);
  socket.write(head);
  const chunk = Buffer.alloc(256 * 1024, "x");
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on("drain", more);
  more();
}
