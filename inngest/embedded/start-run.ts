import type { Transaction } from "./database";
import type { Event } from "./events";
import { endRun } from "./finish";
import { keyFor } from "./keys";
import type { FunctionPlan, Plans } from "./plan";
import { reserve } from "./rate";
import { ulid } from "./ulid";

/** What starts a run. `delayMs` holds back its first call; `parent` is the invoking step that wants the result. */
export type RunRequest = {
  plan: FunctionPlan;
  events: readonly Event[];
  eventId: string;
  delayMs?: number;
  parent?: { runId: string; stepId: string } | undefined;
};

const MAX_PRIORITY_SECONDS = 600;

function prioritySeconds(plan: FunctionPlan, event: Event | undefined): number {
  const value = plan.priority?.({ event });
  if (typeof value !== "number" || Number.isNaN(value)) return 0;
  return Math.max(-MAX_PRIORITY_SECONDS, Math.min(MAX_PRIORITY_SECONDS, value));
}

/** Settles a clash of singletons: true when the new run may start. The older one is cancelled in mode "cancel". */
async function singletonAdmits(tx: Transaction, plans: Plans, mode: "skip" | "cancel", key: string): Promise<boolean> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from executor_run where singleton_key = $1 and ended_at is null order by id",
    [key],
  );
  if (rows.length === 0) return true;
  if (mode === "skip") return false;
  for (const { id } of rows) await endRun(tx, plans, id, { status: "cancelled" });
  return true;
}

async function insertRun(
  tx: Transaction,
  id: string,
  request: RunRequest,
  delayMs: number,
  singletonKey: string | null,
) {
  const { plan, events, parent } = request;
  const payload = JSON.stringify(events);
  await tx.query(
    `with run as (
       insert into executor_run (id, function_id, event_id, events, state_bytes, order_at, concurrency_keys,
         concurrency_limits, singleton_key, parent_run_id, parent_step_id, finish_within_ms, cancel_at)
       values ($1, $2, $3, $4, $5, clock_timestamp() - $6 * interval '1 second', $7, $8, $9, $10, $11, $12,
         clock_timestamp() + ($13::float8 + $14::float8) * interval '1 millisecond')
       returning id, function_id, order_at, concurrency_keys, concurrency_limits
     )
     insert into executor_job (run_id, step_id, function_id, run_at, order_at, concurrency_keys, concurrency_limits)
     select id, 'step', function_id, clock_timestamp() + $14::float8 * interval '1 millisecond', order_at,
       concurrency_keys, concurrency_limits from run`,
    [
      id,
      plan.id,
      request.eventId,
      payload,
      Buffer.byteLength(payload),
      prioritySeconds(plan, events[0]),
      plan.concurrency.map((option) => keyFor(option, events[0])),
      plan.concurrency.map((option) => option.limit),
      singletonKey,
      parent?.runId ?? null,
      parent?.stepId ?? null,
      plan.finishWithinMs ?? null,
      plan.startWithinMs ?? null,
      delayMs,
    ],
  );
}

/**
 * Starts a run, unless a singleton is in the way: throttled runs get their turn, the rest is due at once.
 * Returns whether there is a run. Call it in a routing transaction only.
 */
export async function startRun(tx: Transaction, plans: Plans, request: RunRequest, nowMs: number): Promise<boolean> {
  const { plan, events } = request;
  const event = events[0];
  const singletonKey = plan.singleton ? keyFor(plan.singleton, event) : null;
  if (plan.singleton && singletonKey && !(await singletonAdmits(tx, plans, plan.singleton.mode, singletonKey)))
    return false;
  const throttledMs = plan.throttle ? await reserve(tx, plan.throttle, keyFor(plan.throttle, event), nowMs) : 0;
  const delayMs = Math.max(request.delayMs ?? 0, throttledMs);
  await insertRun(tx, ulid(nowMs), request, delayMs, singletonKey);
  return true;
}
