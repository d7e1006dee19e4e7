import { z } from "zod";
import type { WarehouseProblem } from "@/server/domain/warehouses/ports";
import { byPlace, describeOverHttps, type FoundColumn, type RelationName } from "../describe-over-https";
import { fail, WarehouseFailure } from "../https/failure";
import { inBatches } from "../in-batches";
import { DatabricksClient } from "./client";
import { readDatabricksLogin } from "./login";

const schemasPerStatement = 100;

/** What a catalog beside the source's own may lack; its relations are then left out. */
const absences = new Set<WarehouseProblem>(["no-database", "not-described"]);

const Column = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/** Describes relations of any Unity Catalog that may be seen. Case means nothing: all names are kept in small letters. */
export const describeDatabricksWith = describeOverHttps({
  readLogin: readDatabricksLogin,
  ownDatabase: ({ catalog }) => catalog,
  fold: ({ text }) => text.toLowerCase(),
  async *read(session, login, wanted) {
    const client = await DatabricksClient.open(session, login);
    for (const [catalog, relations] of byPlace(wanted, ({ database }) => database))
      try {
        yield* readCatalog(client, catalog, relations);
      } catch (error) {
        const isAbsent = error instanceof WarehouseFailure && absences.has(error.problem);
        if (!isAbsent || catalog === login.catalog) throw error;
      }
  },
});

export const describeDatabricks = describeDatabricksWith();

async function* readCatalog(
  client: DatabricksClient,
  catalog: string,
  wanted: readonly RelationName[],
): AsyncGenerator<FoundColumn> {
  const schemas = [...byPlace(wanted, ({ schema }) => schema)];
  for (const batch of inBatches(schemas, schemasPerStatement)) {
    const names = batch.flatMap(([, relations]) => relations.map(({ name }) => name));
    const statement = statementFor(
      batch.map(([schema]) => schema),
      [...new Set(names)],
    );
    for await (const { rows } of client.run({ ...statement, catalog }))
      for (const row of rows) {
        const [schema, name, column, dataType] = Column.safeParse(row).data ?? fail("other");
        yield {
          relation: { database: catalog, schema: schema.toLowerCase(), name: name.toLowerCase() },
          name: column,
          dataType,
        };
      }
  }
}

/** Schemas one by one, since the catalog is searched by them; names as one text, since they may be thousands. */
function statementFor(schemas: readonly string[], names: readonly string[]) {
  const marks = schemas.map((_, index) => `:schema${index}`).join(", ");
  const text = `SELECT table_schema, table_name, column_name, full_data_type FROM information_schema.columns
    WHERE table_schema IN (${marks}) AND array_contains(from_json(:names, 'array<string>'), table_name)
    ORDER BY table_schema, table_name, ordinal_position`;
  const values = Object.fromEntries(schemas.map((schema, index) => [`schema${index}`, schema]));
  return { text, values: { ...values, names: JSON.stringify(names) } };
}
