import type { Queryable } from "./database";

/** What the database holds for this process: work that is due, and how long until the next moment, in ms. */
export type Agenda = { events: boolean; timers: boolean; jobs: boolean; nextMs: number };

const AGENDA = `
  with moments as (
    select least(
      (select min(due_at) from executor_step),
      (select min(cancel_at) from executor_run),
      (select min(fire_at) from executor_gather where function_id = any($1)),
      (select min(next_at) from executor_cron where function_id = any($1) and next_at < 'infinity')
    ) as timer_at,
    (select min(run_at) from executor_job where run_at > clock_timestamp()) as job_at,
    clock_timestamp() as now
  )
  select exists (select 1 from executor_event where routed_at is null) as events,
    coalesce(timer_at <= now, false) as timers,
    exists (
      select 1 from executor_job where run_at <= now and (lease_until is null or lease_until <= now)
        and function_id = any($1)
    ) as jobs,
    coalesce(extract(epoch from least(timer_at, job_at) - now)::float8 * 1000, 'infinity') as next_ms
  from moments`;

export async function readAgenda(db: Queryable, functionIds: string[]): Promise<Agenda> {
  const { rows } = await db.query<{ events: boolean; timers: boolean; jobs: boolean; next_ms: number }>(AGENDA, [
    functionIds,
  ]);
  const row = rows[0];
  return {
    events: row?.events ?? false,
    timers: row?.timers ?? false,
    jobs: row?.jobs ?? false,
    nextMs: row?.next_ms ?? Number.POSITIVE_INFINITY,
  };
}
