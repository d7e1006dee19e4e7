import type { Pool } from "pg";
import { compileExpression, type Expression } from "./cel/compile";
import { inRoutingTransaction, type Transaction } from "./database";
import type { Event } from "./events";
import { endRun } from "./finish";
import { addToBatch, debounce } from "./gather";
import { keyFor } from "./keys";
import { covers } from "./listeners";
import type { FunctionPlan, Plans } from "./plan";
import { passes } from "./rate";
import { startRun } from "./start-run";
import { completeStep } from "./steps";

type EventRow = { seq: string; id: string; name: string; payload: string };
type WaitRow = { run_id: string; step_id: string; wait_event: string; wait_if: string | null; events: string };

/** The oldest events that were not routed yet, and the waits that their names could end. */
const UNROUTED = "select seq, id, name, payload from executor_event where routed_at is null order by seq limit 100";
const WAITS = `
  select s.run_id, s.step_id, s.wait_event, s.wait_if, r.events
  from executor_step s join executor_run r on r.id = s.run_id
  where s.wait_event in (select name from (${UNROUTED}) as unrouted) order by s.run_id`;
const INVOKED = "inngest/function.invoked";
const ONCE_A_DAY = { limit: 1, periodMs: 86_400_000, burst: 0 };

const byEventId: Expression = ({ event }) => (event as Event).id;

async function admitted(tx: Transaction, plan: FunctionPlan, event: Event, eventId: string, nowMs: number) {
  const checks = [
    // Only an id that the sender chose can come twice.
    event.id === eventId ? undefined : { ...ONCE_A_DAY, name: `${plan.id}:event-id`, key: byEventId },
    plan.idempotency,
    plan.rateLimit,
  ];
  for (const check of checks) {
    if (check && !(await passes(tx, check, keyFor(check, event), nowMs))) return false;
  }
  return true;
}

async function trigger(
  tx: Transaction,
  plans: Plans,
  plan: FunctionPlan,
  event: Event,
  eventId: string,
  nowMs: number,
) {
  if (!(await admitted(tx, plan, event, eventId, nowMs))) return;
  if (plan.batch && (!plan.batch.when || plan.batch.when({ event }) === true))
    return addToBatch(tx, plans, plan, event, eventId, nowMs);
  if (plan.debounce) return debounce(tx, plan, event, eventId);
  await startRun(tx, plans, { plan, events: [event], eventId, delayMs: Math.max(0, event.ts - nowMs) }, nowMs);
}

/** Starts the function that another run invoked, or answers that run at once when it cannot be started. */
async function invoke(tx: Transaction, plans: Plans, event: Event, eventId: string, nowMs: number): Promise<void> {
  const { fn_id, correlation_id } = event.data._inngest as { fn_id: string; correlation_id: string };
  const [runId = "", stepId = ""] = correlation_id.split(".");
  const fail = (message: string) => completeStep(tx, runId, stepId, { error: { name: "Error", message } });
  const plan = plans.get(fn_id);
  if (!plan) return fail(`could not find function with ID: ${fn_id}`);
  const request = { plan, events: [event], eventId, parent: { runId, stepId } };
  const started = (await admitted(tx, plan, event, eventId, nowMs)) && (await startRun(tx, plans, request, nowMs));
  if (!started) await fail(`function ${fn_id} was not started: its limits do not allow another run now`);
}

async function cancelMatching(tx: Transaction, plans: Plans, event: Event): Promise<void> {
  for (const plan of plans.values()) {
    const options = plan.cancel.filter((option) => option.event === event.name);
    if (options.length === 0) continue;
    const { rows } = await tx.query<{ id: string; events: string; age_ms: number }>(
      `select id, events, extract(epoch from clock_timestamp() - created_at)::float8 * 1000 as age_ms
       from executor_run where function_id = $1 and ended_at is null order by id`,
      [plan.id],
    );
    for (const run of rows) {
      const scope = { event: (JSON.parse(run.events) as Event[])[0], async: event };
      const hit = options.some(
        ({ when, timeoutMs }) =>
          run.age_ms <= (timeoutMs ?? Number.POSITIVE_INFINITY) && (!when || when(scope) === true),
      );
      if (hit) await endRun(tx, plans, run.id, { status: "cancelled" });
    }
  }
}

async function matchWaits(tx: Transaction, waits: readonly WaitRow[], event: Event): Promise<void> {
  for (const wait of waits) {
    if (wait.wait_event !== event.name) continue;
    const scope = { event: (JSON.parse(wait.events) as Event[])[0], async: event };
    if (wait.wait_if && compileExpression(wait.wait_if)(scope) !== true) continue;
    await completeStep(tx, wait.run_id, wait.step_id, { data: event });
  }
}

async function routeOne(tx: Transaction, plans: Plans, row: EventRow, waits: readonly WaitRow[], nowMs: number) {
  const event: Event = JSON.parse(row.payload);
  await matchWaits(tx, waits, event);
  await cancelMatching(tx, plans, event);
  if (row.name === INVOKED) return invoke(tx, plans, event, row.id, nowMs);
  for (const plan of plans.values()) {
    const hit = plan.events.some(
      ({ name, matches }) => covers(name, event.name) && (!matches || matches({ event }) === true),
    );
    if (hit) await trigger(tx, plans, plan, event, row.id, nowMs);
  }
}

/** Says which event cannot be routed and why; it is then left out, so that it does not hold up all others. */
export type OnUnroutable = (event: { id: string; name: string }, error: unknown) => void;

/** Postgres's classes of errors that pass: lost connections, deadlocks, lack of resources, interventions. */
const PASSING = /^(08|40|53|55|57)/;

function isPassing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code !== undefined && (PASSING.test(code) || !/^[0-9A-Z]{5}$/.test(code));
}

async function routeApart(
  tx: Transaction,
  plans: Plans,
  row: EventRow,
  waits: WaitRow[],
  nowMs: number,
  lost: OnUnroutable,
) {
  await tx.query("savepoint one_event");
  try {
    await routeOne(tx, plans, row, waits, nowMs);
  } catch (error) {
    if (isPassing(error)) throw error;
    await tx.query("rollback to savepoint one_event");
    lost(row, error);
  }
}

function routeBatch(pool: Pool, plans: Plans, lost?: OnUnroutable): Promise<number> {
  const route = async (tx: Transaction, nowMs: number, rows: EventRow[], waits: WaitRow[]) => {
    if (rows.length === 0) return 0;
    for (const row of rows) {
      if (lost) await routeApart(tx, plans, row, waits, nowMs, lost);
      else await routeOne(tx, plans, row, waits, nowMs);
    }
    await tx.query("update executor_event set routed_at = clock_timestamp() where seq = any($1)", [
      rows.map(({ seq }) => seq),
    ]);
    return rows.length;
  };
  return inRoutingTransaction(
    pool,
    (tx, nowMs, [events, waits]) => route(tx, nowMs, events?.rows ?? [], waits?.rows ?? []),
    [UNROUTED, WAITS],
  );
}

/**
 * Finds what the stored events start, wake and cancel, oldest first. The events are marked in the same transaction,
 * so none is lost and none routed twice. Returns how many there were, at most 100.
 */
export async function routeEvents(pool: Pool, plans: Plans, lost: OnUnroutable): Promise<number> {
  try {
    return await routeBatch(pool, plans);
  } catch (error) {
    if (isPassing(error)) throw error;
    return routeBatch(pool, plans, lost);
  }
}
