import { escapeLiteral, type Pool } from "pg";
import type { ClaimedJob } from "./claim";
import { inTransaction, type Transaction } from "./database";
import { endRun } from "./finish";
import { MAX_STATE_BYTES, MAX_STEPS } from "./limits";
import type { Outcome } from "./outcome";
import type { FunctionPlan, Plans } from "./plan";
import { type Reading, readOps } from "./read-ops";
import { countPending, DISCOVERY, enqueueDiscovery } from "./steps";
import { storeReading } from "./store-reading";

/** "again": the same call goes on at once under the same lease. "over": this process is done with it. */
export type Next = "again" | "over";

/** The call whose outcome is stored, and the state it was made from. */
export type Applying = {
  plans: Plans;
  plan: FunctionPlan;
  job: ClaimedJob;
  retryDelayMs: (attempt: number) => number;
};

type Locked = {
  version: number;
  racing: boolean;
  step_count: number;
  state_bytes: number;
  again: boolean;
  pending: boolean;
};

/** Locks the run. No row when it has ended or another process has taken the call over: the outcome is void then. */
function lockSql({ run_id, step_id, lease_token }: ClaimedJob): string {
  return `select r.version, r.racing, r.step_count, r.state_bytes::float8, j.again,
      exists (select 1 from executor_step where run_id = r.id and memo is null) as pending
    from executor_run r join executor_job j on j.run_id = r.id
    where r.id = ${escapeLiteral(run_id)} and r.ended_at is null and j.step_id = ${escapeLiteral(step_id)}
      and j.lease_token = ${escapeLiteral(lease_token)} for update of r, j`;
}

async function requeue(tx: Transaction, job: ClaimedJob, delayMs: number): Promise<Next> {
  await tx.query(
    `update executor_job set attempt = $3, losses = 0, lease_token = null, lease_owner = null, lease_until = null,
       run_at = clock_timestamp() + $4::float8 * interval '1 millisecond'
     where run_id = $1 and step_id = $2`,
    [job.run_id, job.step_id, job.attempt + 1, delayMs],
  );
  return "over";
}

async function dropJob(tx: Transaction, job: ClaimedJob): Promise<void> {
  await tx.query("delete from executor_job where run_id = $1 and step_id = $2", [job.run_id, job.step_id]);
}

async function keepLease(tx: Transaction, job: ClaimedJob): Promise<Next> {
  await tx.query("update executor_job set attempt = 0, losses = 0, again = false where run_id = $1 and step_id = $2", [
    job.run_id,
    job.step_id,
  ]);
  job.attempt = 0;
  return "again";
}

/** The code has no such step any more: forget the plan and ask the function anew what comes next. */
async function replan(tx: Transaction, job: ClaimedJob): Promise<Next> {
  await dropJob(tx, job);
  await tx.query("delete from executor_step where run_id = $1 and step_id = $2 and memo is null", [
    job.run_id,
    job.step_id,
  ]);
  await enqueueDiscovery(tx, job.run_id);
  return "over";
}

function tooLarge(run: Locked, reading: Reading): string | undefined {
  if (run.step_count + reading.done.length > MAX_STEPS) return `a run may have at most ${MAX_STEPS} steps`;
  const added = reading.done.reduce((sum, { memo }) => sum + Buffer.byteLength(memo), 0);
  return run.state_bytes + added > MAX_STATE_BYTES ? "the state of a run may have at most 32 MiB" : undefined;
}

async function goOn(
  tx: Transaction,
  applying: Applying,
  run: Locked,
  reading: Reading,
  version: number,
): Promise<Next> {
  const { job } = applying;
  const waits = run.pending || reading.pending.length > 0;
  const pending = waits ? await countPending(tx, job.run_id) : 0;
  if (job.step_id === DISCOVERY) {
    if (pending === 0 || run.again) return keepLease(tx, job);
    await dropJob(tx, job);
    return "over";
  }
  await dropJob(tx, job);
  if (pending === 0 || run.racing || reading.racing || version === 1) await enqueueDiscovery(tx, job.run_id);
  return "over";
}

async function applyOps(
  tx: Transaction,
  applying: Applying,
  run: Locked,
  outcome: Outcome & { kind: "ops" },
): Promise<Next> {
  const { plans, plan, job } = applying;
  const mayRetry = !outcome.final && job.attempt + 1 < plan.maxAttempts;
  const reading = readOps(outcome.ops, mayRetry, Date.now());
  const problem = tooLarge(run, reading);
  const failure = reading.failure ?? (problem ? { name: "Error", message: problem } : undefined);
  if (failure) {
    await endRun(tx, plans, job.run_id, { status: "failed", error: failure });
    return "over";
  }
  const version = run.version === -1 ? outcome.version : run.version;
  await storeReading(tx, job.run_id, { ...reading, version, stepCount: run.step_count });
  if (reading.result) {
    await endRun(tx, plans, job.run_id, { status: "completed", data: reading.result.data });
    return "over";
  }
  if (reading.retry) return requeue(tx, job, outcome.retryAfterMs ?? applying.retryDelayMs(job.attempt));
  return goOn(tx, applying, run, reading, version);
}

async function applyError(tx: Transaction, applying: Applying, outcome: Outcome & { kind: "error" }): Promise<Next> {
  const { plans, plan, job } = applying;
  if (!outcome.final && job.attempt + 1 < plan.maxAttempts)
    return requeue(tx, job, outcome.retryAfterMs ?? applying.retryDelayMs(job.attempt));
  if (outcome.stepMissing && job.step_id !== DISCOVERY) return replan(tx, job);
  await endRun(tx, plans, job.run_id, { status: "failed", error: outcome.error });
  return "over";
}

const SILENT: Outcome & { kind: "error" } = {
  kind: "error",
  error: { name: "Error", message: "the function reported nothing to do and waits for nothing" },
  final: false,
  retryAfterMs: undefined,
  stepMissing: false,
};

/**
 * Stores what came of a call and what it leads to, in one transaction: after a crash either all of it has happened
 * or the call is made again. A late outcome, of a run that ended or a lease that was lost, changes nothing.
 */
export function applyOutcome(pool: Pool, applying: Applying, outcome: Outcome): Promise<Next> {
  const store = async (tx: Transaction, run: Locked | undefined): Promise<Next> => {
    if (!run || outcome.kind === "stale") return "over";
    switch (outcome.kind) {
      case "done":
        await endRun(tx, applying.plans, applying.job.run_id, { status: "completed", data: outcome.data });
        return "over";
      case "error":
        return applyError(tx, applying, outcome);
      case "ops": {
        const idle = outcome.ops.length === 0 && !run.again && !run.pending;
        return idle ? applyError(tx, applying, SILENT) : applyOps(tx, applying, run, outcome);
      }
    }
  };
  return inTransaction(pool, (tx, [locked]) => store(tx, locked?.rows[0]), [lockSql(applying.job)]);
}
