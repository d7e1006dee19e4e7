import type { Pool, PoolClient, QueryResultRow } from "pg";

/** What the executor needs of a connection: a `pg` pool, a client, or a client inside the caller's transaction. */
export type Queryable = {
  query<Row extends QueryResultRow>(sql: string, values?: unknown[]): Promise<{ rows: Row[]; rowCount: number | null }>;
};

export type Transaction = Pick<PoolClient, "query">;

/** Runs `work` in one transaction. Rolls back and rethrows its error; a connection that broke is not reused. */
export async function inTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** Key of the advisory lock under which events become runs: flow control must be decided by one process at a time. */
const ROUTING_LOCK = 748_202_601;
/** Key of the advisory lock under which due calls are leased, so that concurrency limits hold between processes. */
export const CLAIM_LOCK = 748_202_602;

/** A transaction that alone decides which runs start. `now` is the database's clock, in ms since the epoch. */
export function inRoutingTransaction<T>(pool: Pool, work: (tx: Transaction, now: number) => Promise<T>): Promise<T> {
  return inTransaction(pool, async (tx) => {
    const { rows } = await tx.query<{ now: number }>(
      "select pg_advisory_xact_lock($1), extract(epoch from clock_timestamp())::float8 * 1000 as now",
      [ROUTING_LOCK],
    );
    return work(tx, rows[0]?.now ?? Date.now());
  });
}
