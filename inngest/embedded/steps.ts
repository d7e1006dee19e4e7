import type { Transaction } from "./database";

/** The step id of a call of the whole function, which finds out what comes next. */
export const DISCOVERY = "step";

/** The outcome of a step as the SDK reads it back: always wrapped, since a bare `{data: …}` would be unwrapped. */
export type Memo = { data: unknown } | { error: unknown };

/** Makes the function's next discovery call due. One that is running already is followed by another. */
export async function enqueueDiscovery(tx: Transaction, runId: string): Promise<void> {
  await tx.query(
    `insert into executor_job (run_id, step_id, function_id, run_at, order_at, concurrency_keys, concurrency_limits)
     select id, 'step', function_id, clock_timestamp(), order_at, concurrency_keys, concurrency_limits
     from executor_run where id = $1
     on conflict (run_id, step_id) do update set again = true`,
    [runId],
  );
}

export async function countPending(tx: Transaction, runId: string): Promise<number> {
  const { rows } = await tx.query<{ pending: number }>(
    "select count(*)::int as pending from executor_step where run_id = $1 and memo is null",
    [runId],
  );
  return rows[0]?.pending ?? 0;
}

/**
 * Stores the outcome of a sleep, wait or invocation and calls the function again when it waits for nothing else.
 * Does nothing when the step has an outcome or the run has ended: of match and timeout, the first wins.
 */
export async function completeStep(tx: Transaction, runId: string, stepId: string, memo: Memo): Promise<void> {
  const text = JSON.stringify(memo);
  const { rows } = await tx.query<{ every: boolean }>(
    `with counted as (
       update executor_run r set step_count = r.step_count + 1, state_bytes = r.state_bytes + $4
       where r.id = $1 and r.ended_at is null and exists
         (select 1 from executor_step where run_id = $1 and step_id = $2 and memo is null)
       returning r.step_count, r.racing or r.version = 1 as every
     ),
     step as (
       update executor_step s set memo = $3, position = counted.step_count, due_at = null, wait_event = null
       from counted where s.run_id = $1 and s.step_id = $2 and s.memo is null returning s.step_id
     )
     select counted.every from counted, step`,
    [runId, stepId, text, Buffer.byteLength(text)],
  );
  const run = rows[0];
  if (run && (run.every || (await countPending(tx, runId)) === 0)) await enqueueDiscovery(tx, runId);
}
