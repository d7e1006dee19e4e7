import type { Pool } from "pg";
import type { ClaimedJob } from "./claim";
import type { Event } from "./events";
import { type Outcome, readOutcome } from "./outcome";
import type { FunctionPlan } from "./plan";
import { registry } from "./registry";
import { canonicalJson, signature } from "./sign";
import type { Memo } from "./steps";
import { ulid } from "./ulid";

/** The app's served endpoint, called in process: no socket is involved. */
export type Handler = (request: Request) => Promise<Response>;

type RunRow = { events: string; version: number; step_count: number; pending: number };
export type LoadedRun = { events: Event[]; version: number; pending: number; steps: [string, Memo][] };

const CALL_TIMEOUT_MS = 2 * 3_600_000;

/** Marks the run as started and reads its state; `undefined` when it has ended. */
export async function loadRun(pool: Pool, job: ClaimedJob): Promise<LoadedRun | undefined> {
  const { rows } = await pool.query<RunRow>(
    `with started as (
       update executor_run set status = 'running', started_at = clock_timestamp(),
         cancel_at = clock_timestamp() + finish_within_ms * interval '1 millisecond'
       where id = $1 and started_at is null and ended_at is null
     )
     select events, version, step_count,
       (select count(*)::int from executor_step where run_id = $1 and memo is null) as pending
     from executor_run where id = $1 and ended_at is null`,
    [job.run_id],
  );
  const run = rows[0];
  if (!run) return undefined;
  const steps = run.step_count > 0 ? await loadMemos(pool, job.run_id) : [];
  return { events: JSON.parse(run.events), version: run.version, pending: run.pending, steps };
}

async function loadMemos(pool: Pool, runId: string): Promise<[string, Memo][]> {
  const { rows } = await pool.query<{ step_id: string; memo: string }>(
    "select step_id, memo from executor_step where run_id = $1 and memo is not null order by position",
    [runId],
  );
  return rows.map(({ step_id, memo }) => [step_id, JSON.parse(memo)]);
}

function requestFor(plan: FunctionPlan, job: ClaimedJob, run: LoadedRun): Request {
  const stack = run.steps.map(([id]) => id);
  const body = canonicalJson({
    version: run.version,
    event: run.events[0],
    events: run.events,
    steps: Object.fromEntries(run.steps),
    ctx: {
      run_id: job.run_id,
      // With fn_id and qi_id the SDK runs step after step in one call and reports each: see checkpoint.ts.
      fn_id: plan.id,
      qi_id: job.lease_token,
      request_id: ulid(),
      attempt: job.attempt,
      max_attempts: plan.maxAttempts,
      disable_immediate_execution: run.pending > 0,
      use_api: false,
      stack: { stack, current: stack.length },
    },
  });
  const url = `http://127.0.0.1/api/inngest?fnId=${encodeURIComponent(plan.id)}&stepId=${encodeURIComponent(job.step_id)}`;
  return new Request(url, {
    method: "POST",
    body,
    headers: {
      host: "127.0.0.1",
      "content-type": "application/json",
      "x-run-id": job.run_id,
      "x-inngest-signature": signature(body, registry().signingKey),
    },
  });
}

function failed(error: unknown): Outcome {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: "error", error: { name, message, stack }, final: false, retryAfterMs: undefined, stepMissing: false };
}

/** Calls the function once. Never throws: whatever goes wrong is an outcome, retriable. */
export async function callFunction(
  handler: Handler,
  plan: FunctionPlan,
  job: ClaimedJob,
  run: LoadedRun,
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the call took longer than two hours")), CALL_TIMEOUT_MS);
    timer.unref();
  });
  try {
    return await Promise.race([handler(requestFor(plan, job, run)).then(readOutcome), late]);
  } catch (error) {
    return failed(error);
  } finally {
    clearTimeout(timer);
  }
}
