import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { escapeLiteral, type Pool } from "pg";
import { CLAIM_LOCK, type Queryable, runTogether } from "./database";
import { registry } from "./registry";
import { ulid } from "./ulid";

/** A call that this process may make until its lease runs out. */
export type ClaimedJob = {
  run_id: string;
  step_id: string;
  function_id: string;
  attempt: number;
  losses: number;
  lease_token: string;
};

/** Due calls, oldest first, as far as every concurrency limit leaves room: counted over the leases of all processes. */
const claimSql = (functionIds: string, most: number, owner: string, leaseMs: number) => `
  with busy as (
    select key, count(*) as calls from executor_job, unnest(concurrency_keys) as key
    where lease_until > clock_timestamp() group by key
  ),
  due as (
    select run_id, step_id, concurrency_keys, concurrency_limits, order_at from executor_job j
    where run_at <= clock_timestamp() and (lease_until is null or lease_until <= clock_timestamp())
      and function_id in (${functionIds}) and not exists (
        select 1 from unnest(j.concurrency_keys, j.concurrency_limits) as c(key, most)
        join busy on busy.key = c.key and busy.calls >= c.most)
    order by order_at, run_id limit 500
  ),
  placed as (
    select due.run_id, due.step_id, due.order_at, c.most, coalesce(busy.calls, 0)
      + row_number() over (partition by c.key order by due.order_at, due.run_id, due.step_id) as place
    from due left join lateral unnest(due.concurrency_keys, due.concurrency_limits) as c(key, most) on true
    left join busy on busy.key = c.key
  ),
  chosen as (
    select run_id, step_id from placed group by run_id, step_id, order_at
    having bool_and(most is null or place <= most) order by order_at, run_id limit ${most}
  )
  update executor_job j set lease_owner = ${owner}, lease_token = gen_random_uuid()::text, again = false,
    lease_until = clock_timestamp() + ${leaseMs} * interval '1 millisecond',
    losses = j.losses + (j.lease_until is not null)::int
  from chosen where j.run_id = chosen.run_id and j.step_id = chosen.step_id
  returning j.run_id, j.step_id, j.function_id, j.attempt, j.losses, j.lease_token`;

/**
 * Leases up to `most` due calls. One process at a time: the lock is what makes the counted limits true, and the claim
 * is a statement of its own because a statement does not see what was committed while it waited for the lock.
 */
export async function claimJobs(pool: Pool, functionIds: string[], most: number, owner: string, leaseMs: number) {
  const ids = functionIds.map((id) => escapeLiteral(id)).join(", ");
  if (ids === "") return [];
  const lock = `select pg_advisory_xact_lock(${CLAIM_LOCK})`;
  return runTogether<ClaimedJob>(pool, [lock, claimSql(ids, most, escapeLiteral(owner), leaseMs)]);
}

/** Keeps the leases of calls that are being made. */
export async function extendLeases(db: Queryable, tokens: string[], leaseMs: number): Promise<void> {
  if (tokens.length === 0) return;
  await db.query(
    `update executor_job set lease_until = clock_timestamp() + $2::float8 * interval '1 millisecond'
     where lease_token = any($1)`,
    [tokens, leaseMs],
  );
}

/** Gives a call back, for any process to take up at once. */
export async function releaseLease(db: Queryable, job: ClaimedJob): Promise<void> {
  await db.query(
    `update executor_job set lease_token = null, lease_owner = null, lease_until = null
     where run_id = $1 and step_id = $2 and lease_token = $3`,
    [job.run_id, job.step_id, job.lease_token],
  );
}

/** Where process ids mean something: this host, and on Linux this pid namespace. */
function home(): string {
  try {
    return `${hostname()}/${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}

export function newOwner(): string {
  return `${home()}|${process.pid}|${ulid()}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function hasDied(owner: string): boolean {
  const [place, pid] = owner.split("|");
  if (place !== home()) return false;
  return Number(pid) === process.pid ? !registry().owners.has(owner) : !isAlive(Number(pid));
}

/** Ends the leases of processes of this host that are gone, so that a restart need not wait for them to run out. */
export async function endLeasesOfTheDead(db: Queryable): Promise<void> {
  const { rows } = await db.query<{ owner: string }>(
    "select distinct lease_owner as owner from executor_job where lease_until > clock_timestamp()",
  );
  const dead = rows.map(({ owner }) => owner).filter(hasDied);
  if (dead.length === 0) return;
  await db.query("update executor_job set lease_until = clock_timestamp() where lease_owner = any($1)", [dead]);
}
