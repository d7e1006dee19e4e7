import type { Transaction } from "./database";
import { insertEvents } from "./events";
import type { Invocation, Reading } from "./read-ops";

type Stored = Reading & { version: number; stepCount: number };

/** Stores outcomes and what the response says of the run itself, in one statement. */
async function storeDone(tx: Transaction, runId: string, { done, stepCount, version, racing }: Stored): Promise<void> {
  const rows = done.map((step, index) => ({ ...step, position: stepCount + index + 1 }));
  const bytes = done.reduce((sum, { memo }) => sum + Buffer.byteLength(memo), 0);
  await tx.query(
    `with run as (
       update executor_run set version = $3, racing = racing or $4, step_count = step_count + $5,
         state_bytes = state_bytes + $6 where id = $1
     )
     insert into executor_step (run_id, step_id, kind, memo, position)
     select $1, s.id, 'run', s.memo, s.position from json_to_recordset($2::json) as s(id text, memo text, position int)
     on conflict (run_id, step_id) do update
     set memo = excluded.memo, position = excluded.position, due_at = null, wait_event = null
     where executor_step.memo is null`,
    [runId, JSON.stringify(rows), version, racing, done.length, bytes],
  );
}

/** Returns the ids of the steps that were not there before: a function may report what it waits for more than once. */
async function storePending(tx: Transaction, runId: string, { pending }: Stored): Promise<Set<string>> {
  if (pending.length === 0) return new Set();
  const rows = pending.map((step) => ({ ...step, due: step.dueMs === null ? null : step.dueMs / 1000 }));
  const inserted = await tx.query<{ step_id: string }>(
    `insert into executor_step (run_id, step_id, kind, due_at, wait_event, wait_if)
     select $1, s.id, s.kind, to_timestamp(s.due), s."waitEvent", s."waitIf"
     from json_to_recordset($2::json) as s(id text, kind text, due float8, "waitEvent" text, "waitIf" text)
     on conflict (run_id, step_id) do nothing returning step_id`,
    [runId, JSON.stringify(rows)],
  );
  return new Set(inserted.rows.map(({ step_id }) => step_id));
}

async function enqueuePlanned(tx: Transaction, runId: string, stepIds: string[]): Promise<void> {
  if (stepIds.length === 0) return;
  await tx.query(
    `insert into executor_job (run_id, step_id, function_id, run_at, order_at, concurrency_keys, concurrency_limits)
     select r.id, s.id, r.function_id, clock_timestamp(), r.order_at, r.concurrency_keys, r.concurrency_limits
     from executor_run r, unnest($2::text[]) as s(id) where r.id = $1 on conflict (run_id, step_id) do nothing`,
    [runId, stepIds],
  );
}

/** Invocations travel as events, so that they are routed like every other start of a run. */
async function sendInvocations(tx: Transaction, runId: string, invocations: Invocation[]): Promise<void> {
  if (invocations.length === 0) return;
  const events = invocations.map(({ stepId, functionId, payload, expireMs }) => ({
    name: "inngest/function.invoked",
    data: {
      ...(payload.data as Record<string, unknown> | undefined),
      _inngest: { fn_id: functionId, correlation_id: `${runId}.${stepId}`, expire: Math.round(expireMs) },
    },
    user: payload.user as Record<string, unknown> | undefined,
    v: payload.v as string | undefined,
  }));
  await insertEvents(tx, events);
}

/** Writes the steps that a call reported, with the calls and events that follow from them. */
export async function storeReading(tx: Transaction, runId: string, stored: Stored): Promise<void> {
  await storeDone(tx, runId, stored);
  const added = await storePending(tx, runId, stored);
  const planned = stored.pending.filter(({ id, kind }) => kind === "run" && added.has(id)).map(({ id }) => id);
  await enqueuePlanned(tx, runId, planned);
  await sendInvocations(
    tx,
    runId,
    stored.invocations.filter(({ stepId }) => added.has(stepId)),
  );
}
