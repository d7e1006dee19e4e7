import type { Queryable } from "./database";

/** Deletes runs that ended, and events that came, longer ago than `olderThanMs`. Live runs stay, however old. */
export async function purge(db: Queryable, olderThanMs: number): Promise<void> {
  await db.query(
    `with gone as (
       delete from executor_run where ended_at < clock_timestamp() - $1::float8 * interval '1 millisecond' returning id
     )
     delete from executor_step using gone where executor_step.run_id = gone.id`,
    [olderThanMs],
  );
  await db.query(
    "delete from executor_event where routed_at < clock_timestamp() - $1::float8 * interval '1 millisecond'",
    [olderThanMs],
  );
  await db.query("delete from executor_limit where expires_at < clock_timestamp()");
}
