import { z } from "zod";
import type { Queryable } from "./database";
import { MAX_STATE_BYTES, MAX_STEP_BYTES, MAX_STEPS } from "./limits";

/** What the SDK reports between steps. Only finished steps are reported so; anything else ends the call. */
export const CheckpointRequest = z.object({
  qi_id: z.string(),
  steps: z.array(z.object({ id: z.string(), op: z.literal("StepRun"), data: z.unknown().optional() })),
});
export type CheckpointRequest = z.infer<typeof CheckpointRequest>;

/**
 * Stores finished steps of a call that goes on. One statement, so it is on disk when this returns: the SDK runs the
 * next step at once. Returns false when the run has ended or the lease is someone else's by now.
 * Throws past a limit of size or number; the SDK then ends the call with its steps as response, which fails the run.
 */
export async function recordCheckpoint(db: Queryable, runId: string, request: CheckpointRequest): Promise<boolean> {
  const steps = request.steps.map(({ id, data }, n) => ({
    id,
    n: n + 1,
    memo: JSON.stringify({ data: data ?? null }),
  }));
  const bytes = steps.map(({ memo }) => Buffer.byteLength(memo));
  if (bytes.some((size) => size > MAX_STEP_BYTES)) throw new RangeError("step output is larger than 4 MiB");
  const { rows } = await db.query<{ count: number; bytes: number }>(
    `with run as (select id from executor_run where id = $1 and ended_at is null for update),
     job as (
       update executor_job j set attempt = 0, losses = 0 from run
       where j.run_id = run.id and j.step_id = 'step' and j.lease_token = $2 returning j.run_id
     ),
     counted as (
       update executor_run r set step_count = r.step_count + $3, state_bytes = r.state_bytes + $4
       from job where r.id = job.run_id returning r.step_count, r.state_bytes
     ),
     saved as (
       insert into executor_step (run_id, step_id, kind, memo, position)
       select $1, s.id, 'run', s.memo, counted.step_count - $3 + s.n
       from counted, json_to_recordset($5::json) as s(id text, memo text, n int)
       on conflict (run_id, step_id) do update
       set memo = excluded.memo, position = excluded.position, due_at = null, wait_event = null
       where executor_step.memo is null
     )
     select step_count as count, state_bytes::float8 as bytes from counted`,
    [runId, request.qi_id, steps.length, bytes.reduce((sum, size) => sum + size, 0), JSON.stringify(steps)],
  );
  const state = rows[0];
  if (state && (state.count > MAX_STEPS || state.bytes > MAX_STATE_BYTES)) throw new RangeError("the run is too large");
  return state !== undefined;
}
