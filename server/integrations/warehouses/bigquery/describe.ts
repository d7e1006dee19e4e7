import { z } from "zod";
import { byPlace, describeOverHttps, type FoundColumn, type RelationName } from "../describe-over-https";
import { fail, WarehouseFailure } from "../https/failure";
import { inBatches } from "../in-batches";
import type { Page } from "../page";
import { BigQueryClient, type BigQueryStatement } from "./client";
import { readBigQueryLogin } from "./login";
import { isDatasetId, isProjectId } from "./names";

const namesPerStatement = 5_000;
const statementsAtOnce = 4;

const Column = z.tuple([z.string(), z.string(), z.string()]);

/** Describes relations of any project that the service account may see. Case counts in all names. */
export const describeBigQueryWith = describeOverHttps({
  readLogin: readBigQueryLogin,
  ownDatabase: ({ project }) => project,
  fold: ({ text }) => text,
  async *read(session, login, wanted) {
    const client = await BigQueryClient.open(session, login);
    // A dataset's columns can only be asked for together, and one that is not there would spoil the others' answer.
    const datasets = [
      ...byPlace(wanted.filter(isReadable), ({ database, schema }) => `${database}.${schema}`).values(),
    ];
    const batches = datasets.flatMap((relations) => inBatches(relations, namesPerStatement));
    for (const some of inBatches(batches, statementsAtOnce)) {
      const answers = await Promise.all(some.map((batch) => readDataset(client, batch, login.location)));
      for (const columns of answers) yield* columns;
    }
  },
});

export const describeBigQuery = describeBigQueryWith();

/** Only these can be the names of a project and a dataset; nothing else comes into a query's text. */
const isReadable = ({ database, schema }: RelationName) => isProjectId(database) && isDatasetId(schema);

async function readDataset(client: BigQueryClient, wanted: readonly RelationName[], location: string | null) {
  const [first] = wanted;
  if (!first) return [];
  const text = `SELECT table_name, column_name, data_type
    FROM \`${first.database}\`.\`${first.schema}\`.INFORMATION_SCHEMA.COLUMNS
    WHERE table_name IN UNNEST(?) AND is_hidden = 'NO' ORDER BY table_name, ordinal_position`;
  const values = [[...new Set(wanted.map(({ name }) => name))]];
  // The source's location may not be the dataset's: without one BigQuery finds it.
  const rows =
    (await rowsUnlessAbsent(client, { text, values, location })) ??
    (location === null ? null : await rowsUnlessAbsent(client, { text, values, location: null }));
  return (rows ?? []).map((row): FoundColumn => {
    const [name, column, dataType] = Column.safeParse(row).data ?? fail("other");
    return { relation: { ...first, name }, name: column, dataType };
  });
}

/** Null when the dataset is not there. */
async function rowsUnlessAbsent(client: BigQueryClient, statement: BigQueryStatement): Promise<Page["rows"] | null> {
  const rows: Page["rows"][number][] = [];
  try {
    for await (const page of client.run(statement)) rows.push(...page.rows);
    return rows;
  } catch (error) {
    if (error instanceof WarehouseFailure && error.problem === "no-database") return null;
    throw error;
  }
}
