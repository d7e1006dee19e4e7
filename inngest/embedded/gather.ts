import type { Transaction } from "./database";
import type { Event } from "./events";
import { keyFor } from "./keys";
import type { FunctionPlan, Plans } from "./plan";
import { startRun } from "./start-run";

type GatheredRow = { function_id: string; key: string; events: string[] };

async function fire(tx: Transaction, plans: Plans, plan: FunctionPlan, row: GatheredRow, nowMs: number): Promise<void> {
  await tx.query("delete from executor_gather where function_id = $1 and key = $2", [plan.id, row.key]);
  const events = row.events.map((text): Event & { eventId: string } => JSON.parse(text));
  const eventId = events[0]?.eventId ?? "";
  await startRun(tx, plans, { plan, events: events.map(({ eventId: _, ...event }) => event), eventId }, nowMs);
}

/** Holds the newest event of a key back until it has been quiet for the period, or the timeout since the first is over. */
export async function debounce(tx: Transaction, plan: FunctionPlan, event: Event, eventId: string): Promise<void> {
  if (!plan.debounce) return;
  await tx.query(
    `insert into executor_gather as held (function_id, key, events, first_at, fire_at)
     values ($1, $2, array[$3], clock_timestamp(), clock_timestamp() + $4::float8 * interval '1 millisecond')
     on conflict (function_id, key) do update
     set events = excluded.events,
         fire_at = least(excluded.fire_at, held.first_at + $5::float8 * interval '1 millisecond')`,
    [
      plan.id,
      keyFor(plan.debounce, event),
      JSON.stringify({ ...event, eventId }),
      plan.debounce.periodMs,
      plan.debounce.timeoutMs ?? null,
    ],
  );
}

/** Adds an event to its batch; a full batch runs at once, another one when the timeout since its first event is over. */
export async function addToBatch(
  tx: Transaction,
  plans: Plans,
  plan: FunctionPlan,
  event: Event,
  eventId: string,
  nowMs: number,
) {
  if (!plan.batch) return;
  const { rows } = await tx.query<GatheredRow>(
    `insert into executor_gather as held (function_id, key, events, first_at, fire_at)
     values ($1, $2, array[$3], clock_timestamp(), clock_timestamp() + $4::float8 * interval '1 millisecond')
     on conflict (function_id, key) do update set events = held.events || excluded.events
     returning function_id, key, events`,
    [plan.id, keyFor(plan.batch, event), JSON.stringify({ ...event, eventId }), plan.batch.timeoutMs],
  );
  const row = rows[0];
  if (row && row.events.length >= plan.batch.maxSize) await fire(tx, plans, plan, row, nowMs);
}

/** Starts the runs of everything that was held back long enough. Call it in a routing transaction only. */
export async function fireGathered(tx: Transaction, plans: Plans, nowMs: number): Promise<void> {
  const { rows } = await tx.query<GatheredRow>(
    "select function_id, key, events from executor_gather where fire_at <= clock_timestamp() and function_id = any($1)",
    [[...plans.keys()]],
  );
  for (const row of rows) {
    const plan = plans.get(row.function_id);
    if (plan) await fire(tx, plans, plan, row, nowMs);
  }
}
