import { createHash } from "node:crypto";
import { makeRsaKey, readJwt } from "./read-jwt";
import { type Answer, type Asked, type Override, type Reply, type StoredColumn, startService } from "./service";

export const snowflakeKey = makeRsaKey();
export const snowflakeToken = "eyJraWQiOiIx.eyJhY2NvdW50Ijox.c2lnbmF0dXJl";
export const snowflakeSettings = {
  account: "acme-Sales_EU",
  database: "analytics",
  username: "reporter",
  warehouse: "small",
  password: snowflakeKey.pem,
};

export interface Snowflake {
  /** By the name of the database. */
  readonly columns: { readonly [database: string]: readonly StoredColumn[] };
  readonly rowsPerPart?: number;
  /** How often a statement says that it is not done. */
  readonly polls?: number;
  readonly instead?: Override;
}

interface Statement {
  readonly statement: string;
  readonly warehouse?: string;
  readonly bindings?: { readonly [position: string]: { readonly type: string; readonly value: string } };
}

/** Snowflake's SQL API as far as the product uses it, over columns that are given. */
export async function startSnowflake({ columns, rowsPerPart = 1000, polls = 0, instead }: Snowflake) {
  const results = new Map<string, { rows: readonly unknown[][]; polls: number }>();
  const stopped: string[] = [];
  const part = (handle: string, index: number) =>
    (results.get(handle)?.rows ?? []).slice(index * rowsPerPart, (index + 1) * rowsPerPart);

  function result(handle: string): Reply {
    const total = results.get(handle)?.rows.length ?? 0;
    const partitionInfo = Array.from({ length: Math.max(1, Math.ceil(total / rowsPerPart)) }, (_, index) => ({
      rowCount: part(handle, index).length,
      uncompressedSize: 1,
    }));
    const rowType = ["TABLE_SCHEMA", "TABLE_NAME"].map((name) => ({ name, type: "text", nullable: true }));
    const resultSetMetaData = { numRows: total, format: "jsonv2", rowType, partitionInfo };
    return { status: 200, body: { code: "090001", statementHandle: handle, resultSetMetaData, data: part(handle, 0) } };
  }

  function submit(asked: Asked): Reply {
    const given: Statement = JSON.parse(asked.body);
    const rows = select(given, columns);
    if (!Array.isArray(rows)) return rows as Reply;
    const handle = `01b0-${results.size}`;
    results.set(handle, { rows, polls });
    return polls === 0 ? result(handle) : running(handle);
  }

  const answer: Answer = (asked, response) => {
    const other = instead?.(asked, response);
    if (other !== undefined) return other;
    if (!isSignedIn(asked)) return { status: 401, body: { code: "390144", message: "JWT token is invalid." } };
    if (asked.method === "POST" && asked.path === "/api/v2/statements") return submit(asked);
    const [, handle = "", end] = /^\/api\/v2\/statements\/([^/]+)(\/cancel)?$/.exec(asked.path) ?? [];
    const known = results.get(handle);
    if (!known) return { status: 404, body: { code: "391404" } };
    if (end) {
      stopped.push(handle);
      return { status: 200 };
    }
    if (asked.query.has("partition"))
      return { status: 200, body: { data: part(handle, Number(asked.query.get("partition"))) } };
    known.polls--;
    return known.polls > 0 ? running(handle) : result(handle);
  };
  return { ...(await startService(answer)), stopped };
}

const running = (handle: string): Reply => ({
  status: 202,
  body: { code: "333334", statementHandle: handle, message: "Asynchronous execution in progress." },
});

function isSignedIn({ headers }: Asked): boolean {
  const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
  if (headers["x-snowflake-authorization-token-type"] !== "KEYPAIR_JWT") return token === snowflakeToken;
  const der = snowflakeKey.publicKey.export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(der).digest("base64");
  const { iss, sub, iat, exp } = readJwt(token, snowflakeKey.publicKey)?.claims ?? {};
  const user = "ACME-SALES_EU.REPORTER";
  return sub === user && iss === `${user}.SHA256:${fingerprint}` && Number(exp) - Number(iat) <= 3600;
}

/** What the one statement that describes relations finds; the answer to it for a database that is not there. */
function select({ statement, bindings = {} }: Statement, columns: Snowflake["columns"]): unknown[][] | Reply {
  const values = Object.keys(bindings).map((_, index) => bindings[index + 1]?.value ?? "");
  const marks = [...statement.matchAll(/IN \(([?, ]+)\)/g)].map(([, list = ""]) => list.split(",").length);
  const [view = "", ...rest] = values;
  const [schemas, names] = [rest.slice(0, marks[0]), rest.slice(marks[0])];
  if (names.length !== marks[1]) return { status: 422, body: { code: "001003", sqlState: "42000" } };
  const database = /^"((?:[^"]|"")*)"\."INFORMATION_SCHEMA"\."COLUMNS"$/.exec(view)?.[1]?.replaceAll('""', '"') ?? "";
  const stored = Object.hasOwn(columns, database) ? columns[database] : undefined;
  if (!stored)
    return {
      status: 422,
      body: { code: "002003", sqlState: "02000", message: `Database '${database}' does not exist` },
    };
  return stored.filter(([schema, name]) => schemas.includes(schema) && names.includes(name)).map((row) => [...row]);
}
