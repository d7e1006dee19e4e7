import type pg from "pg";
import type { DescribeRelations, RelationColumn } from "@/server/domain/warehouses/ports";
import { readLogin } from "@/server/domain/warehouses/read-login";
import { type NamePart, type NameParts, readRelationName } from "../relation-name";
import { withPostgres } from "./session";

const limitMs = 15_000;
/** Names of a query: Redshift takes 32,767 parameters at most. */
const namesPerQuery = 5_000;

interface Dialect {
  /** A name as the server keeps it. */
  fold(part: NamePart): string;
  /** Rows of schema, name, column and type, in the columns' order. */
  read(client: pg.Client, wanted: readonly Wanted[]): Promise<readonly Row[]>;
}

interface Wanted {
  readonly schema: string;
  readonly name: string;
}

type Row = [schema: string, name: string, column: string, dataType: string];

// The catalog tables tell of materialized views as well, which information_schema leaves out.
const postgres: Dialect = {
  fold: ({ text, quoted }) => (quoted ? text : text.toLowerCase()),
  read: (client, wanted) =>
    rowsOf(
      client,
      `SELECT n.nspname::text, c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod)
       FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS w(schema, name)) w
       JOIN pg_catalog.pg_namespace n ON n.nspname = w.schema
       JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = w.name
       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
       WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND a.attnum > 0 AND NOT a.attisdropped
       ORDER BY 1, 2, a.attnum`,
      [wanted.map(({ schema }) => schema), wanted.map(({ name }) => name)],
    ),
};

// Redshift has no arrays to pass. svv_columns tells of late binding views and external tables too.
const redshift: Dialect = {
  fold: ({ text }) => text.toLowerCase(),
  read: (client, wanted) => {
    const schemas = [...new Set(wanted.map(({ schema }) => schema))];
    const names = [...new Set(wanted.map(({ name }) => name))];
    const list = (values: readonly string[], from: number) => values.map((_, index) => `$${from + index}`).join(", ");
    return rowsOf(
      client,
      `SELECT table_schema, table_name, column_name, data_type FROM svv_columns
       WHERE table_schema IN (${list(schemas, 1)}) AND table_name IN (${list(names, schemas.length + 1)})
       ORDER BY table_schema, table_name, ordinal_position`,
      [...schemas, ...names],
    );
  },
};

async function rowsOf(client: pg.Client, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>({ text, values: [...values], rowMode: "array" });
  return rows;
}

const describeWith =
  (dialect: Dialect): DescribeRelations =>
  async (settings, names) => {
    const login = readLogin(settings);
    if (!login) return { ok: false, problem: "settings-missing" };
    const wanted = inDatabase(dialect, login.database, names);
    const session = await withPostgres(login, { timeoutMs: limitMs }, (client) => readAll(dialect, client, wanted));
    if (!session.ok) return session;
    const relations = new Map<string, readonly RelationColumn[]>();
    for (const { asked, key } of wanted) {
      const columns = session.value.get(key);
      if (columns) relations.set(asked, columns);
    }
    return { ok: true, relations };
  };

export const describePostgres = describeWith(postgres);
export const describeRedshift = describeWith(redshift);

interface Asked extends Wanted {
  readonly asked: string;
  readonly key: string;
}

const keyOf = (schema: string, name: string) => JSON.stringify([schema, name]);

/** What a connection to one database can see: the names in others are left out. */
function inDatabase(dialect: Dialect, database: string, names: readonly string[]): Asked[] {
  const isHere = (parts: NameParts) =>
    parts.database === null || dialect.fold(parts.database) === dialect.fold({ text: database, quoted: true });
  return names.flatMap((asked) => {
    const parts = readRelationName(asked);
    if (!parts || !isHere(parts)) return [];
    const [schema, name] = [dialect.fold(parts.schema), dialect.fold(parts.name)];
    return [{ asked, schema, name, key: keyOf(schema, name) }];
  });
}

async function readAll(dialect: Dialect, client: pg.Client, wanted: readonly Asked[]) {
  const found = new Map<string, RelationColumn[]>();
  await client.query("BEGIN READ ONLY");
  for (let at = 0; at < wanted.length; at += namesPerQuery)
    for (const [schema, name, column, dataType] of await dialect.read(client, wanted.slice(at, at + namesPerQuery))) {
      const key = keyOf(schema, name);
      const columns = found.get(key);
      if (columns) columns.push({ name: column, dataType });
      else found.set(key, [{ name: column, dataType }]);
    }
  await client.query("ROLLBACK");
  return found;
}
