import { z } from "zod";
import { byPlace, describeOverHttps, type FoundColumn, type RelationName } from "../describe-over-https";
import { fail, WarehouseFailure } from "../https/failure";
import { inBatches } from "../in-batches";
import { SnowflakeClient } from "./client";
import { readSnowflakeLogin } from "./login";

/** Lists in a statement stay well below what the compiler takes. */
const namesPerStatement = 2_000;

const size = z.string().nullable();
const Column = z.tuple([z.string(), z.string(), z.string(), z.string(), size, size, size, size]);

/** Describes relations of any of an account's databases; plain names mean their capitals. */
export const describeSnowflakeWith = describeOverHttps({
  readLogin: readSnowflakeLogin,
  ownDatabase: ({ database }) => database || fail("settings-missing"),
  fold: ({ text, quoted }) => (quoted ? text : text.toUpperCase()),
  async *read(session, login, wanted) {
    const client = new SnowflakeClient(session, login);
    for (const [database, relations] of byPlace(wanted, (each) => each.database))
      try {
        yield* readDatabase(client, database, relations);
      } catch (error) {
        const isAbsent = error instanceof WarehouseFailure && error.problem === "no-database";
        if (!isAbsent || database === login.database) throw error;
      }
  },
});

export const describeSnowflake = describeSnowflakeWith();

async function* readDatabase(
  client: SnowflakeClient,
  database: string,
  wanted: readonly RelationName[],
): AsyncGenerator<FoundColumn> {
  for (const batch of inBatches(wanted, namesPerStatement))
    for await (const { rows } of client.run(statementFor(database, batch)))
      for (const row of rows) yield columnOf(database, Column.safeParse(row).data ?? fail("other"));
}

/** Even the database's name is bound: IDENTIFIER takes it as text. */
function statementFor(database: string, wanted: readonly RelationName[]) {
  const schemas = [...new Set(wanted.map(({ schema }) => schema))];
  const names = [...new Set(wanted.map(({ name }) => name))];
  const marks = (values: readonly string[]) => values.map(() => "?").join(", ");
  const text = `SELECT table_schema, table_name, column_name, data_type,
      character_maximum_length, numeric_precision, numeric_scale, datetime_precision
    FROM IDENTIFIER(?) WHERE table_schema IN (${marks(schemas)}) AND table_name IN (${marks(names)})
    ORDER BY table_schema, table_name, ordinal_position`;
  const view = `"${database.replaceAll('"', '""')}"."INFORMATION_SCHEMA"."COLUMNS"`;
  return { text, values: [view, ...schemas, ...names] };
}

function columnOf(database: string, row: z.infer<typeof Column>): FoundColumn {
  const [schema, table, name, type] = row;
  const length = lengthOf(row);
  return { relation: { database, schema, name: table }, name, dataType: length === null ? type : `${type}(${length})` };
}

/** Texts without a length of their own have one of these. */
const longest = new Set(["16777216", "134217728", "8388608", "67108864"]);

function lengthOf([, , , type, length, precision, scale, fraction]: z.infer<typeof Column>): string | null {
  if (length !== null) return longest.has(length) ? null : length;
  if (precision !== null && scale !== null) return `${precision},${scale}`;
  return type.startsWith("TIME") ? fraction : null;
}
