import type { Pool, PoolClient, QueryResult, QueryResultRow } from "pg";

/** What the executor needs of a connection: a `pg` pool, a client, or a client inside the caller's transaction. */
export type Queryable = {
  query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
};

export type Transaction = Pick<PoolClient, "query">;

/** The rows of each statement of a query that has several. */
type Results = QueryResult[];

/**
 * Runs `work` in one transaction. `opening` holds statements without parameters that are sent along with its begin,
 * to save round trips; `work` gets their results. Rolls back and rethrows an error; a broken connection is not reused.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (tx: Transaction, opened: Results) => Promise<T>,
  opening: readonly string[] = [],
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A pool listens to idle connections only: without this, one that breaks here would end the process.
  const breaks = (error: Error) => {
    broken = error;
  };
  client.on("error", breaks);
  try {
    const opened = await client.query(["begin", ...opening].join(";"));
    const result = await work(client, [opened].flat().slice(1));
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch(breaks);
    throw error;
  } finally {
    client.off("error", breaks);
    client.release(broken);
  }
}

/** Sends statements without parameters as one implicit transaction in one round trip. Returns the last one's rows. */
export async function runTogether<Row extends QueryResultRow>(pool: Pool, statements: string[]): Promise<Row[]> {
  const results: Results = [await pool.query(statements.join(";"))].flat();
  return (results.at(-1)?.rows ?? []) as Row[];
}

/** Key of the advisory lock under which events become runs: flow control must be decided by one process at a time. */
const ROUTING_LOCK = 748_202_601;
/** Key of the advisory lock under which due calls are leased, so that concurrency limits hold between processes. */
export const CLAIM_LOCK = 748_202_602;

/** A transaction that alone decides which runs start. `nowMs` is the database's clock, in ms since the epoch. */
export function inRoutingTransaction<T>(
  pool: Pool,
  work: (tx: Transaction, nowMs: number, opened: Results) => Promise<T>,
  opening: readonly string[] = [],
): Promise<T> {
  const lock = `select pg_advisory_xact_lock(${ROUTING_LOCK})`;
  const clock = "select extract(epoch from clock_timestamp())::float8 * 1000 as now";
  return inTransaction(pool, (tx, [, now, ...opened]) => work(tx, now?.rows[0]?.now ?? Date.now(), opened), [
    lock,
    clock,
    ...opening,
  ]);
}
