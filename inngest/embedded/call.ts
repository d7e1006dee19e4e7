import { escapeLiteral, type Pool } from "pg";
import type { ClaimedJob } from "./claim";
import { runTogether } from "./database";
import type { Event } from "./events";
import { type Outcome, readOutcome } from "./outcome";
import type { FunctionPlan } from "./plan";
import { registry } from "./registry";
import { canonicalJson, signature } from "./sign";
import type { Memo } from "./steps";
import { ulid } from "./ulid";

/** The app's served endpoint, called in process: no socket is involved. */
export type Handler = (request: Request) => Promise<Response>;

type RunRow = { events: string; version: number; pending: number; steps: [string, string][] | null };
export type LoadedRun = { events: Event[]; version: number; pending: number; steps: [string, Memo][] };

const CALL_TIMEOUT_MS = 2 * 3_600_000;

/** That a run has begun may be forgotten when the database server dies: the call after that says so again. */
const SOON_ON_DISK = "select set_config('synchronous_commit', 'off', true)";

const loadSql = (runId: string) => `
  with started as (
    update executor_run set status = 'running', started_at = clock_timestamp(),
      cancel_at = clock_timestamp() + finish_within_ms * interval '1 millisecond'
    where id = ${runId} and started_at is null and ended_at is null
  )
  select events, version,
    (select count(*)::int from executor_step where run_id = ${runId} and memo is null) as pending,
    (select json_agg(json_build_array(step_id, memo) order by position)
     from executor_step where run_id = ${runId} and memo is not null) as steps
  from executor_run where id = ${runId} and ended_at is null`;

/** Marks the run as started and reads its state; `undefined` when it has ended. */
export async function loadRun(pool: Pool, job: ClaimedJob): Promise<LoadedRun | undefined> {
  const [run] = await runTogether<RunRow>(pool, [SOON_ON_DISK, loadSql(escapeLiteral(job.run_id))]);
  if (!run) return undefined;
  const steps = (run.steps ?? []).map(([id, memo]): [string, Memo] => [id, JSON.parse(memo)]);
  return { events: JSON.parse(run.events), version: run.version, pending: run.pending, steps };
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
