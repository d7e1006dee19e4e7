import type { Transaction } from "./database";
import type { Event } from "./events";
import type { FunctionPlan, Plans } from "./plan";
import { startRun } from "./start-run";
import { ulid } from "./ulid";

type CronTrigger = FunctionPlan["crons"][number];

function nextSlot(trigger: CronTrigger, afterMs: number): Date | null {
  return trigger.cron.nextRun(new Date(afterMs));
}

function timerEvent(expression: string, slot: Date, fireAt: Date): Event {
  const scheduledAt = slot.toISOString().replace(".000Z", "Z");
  const data = { cron: expression, scheduledAt, fireAt: fireAt.toISOString().replace(".000Z", "Z") };
  return { id: scheduledAt, name: "inngest/scheduled.timer", data, ts: slot.getTime(), user: {} };
}

/** Makes the table of slots agree with the functions of this process. A slot that is already there is kept. */
export async function registerCrons(tx: Transaction, plans: Plans, nowMs: number): Promise<void> {
  for (const plan of plans.values()) {
    const expressions = plan.crons.map(({ expression }) => expression);
    await tx.query("delete from executor_cron where function_id = $1 and expression <> all($2)", [
      plan.id,
      expressions,
    ]);
    for (const trigger of plan.crons) {
      const slot = nextSlot(trigger, nowMs);
      if (!slot) continue;
      await tx.query(
        "insert into executor_cron (function_id, expression, next_at) values ($1, $2, $3) on conflict do nothing",
        [plan.id, trigger.expression, slot],
      );
    }
  }
}

/**
 * Starts a run for every trigger whose slot has come, once for all processes, and moves on to the next slot from now:
 * slots that passed while no process ran are made up for by one run. Call it in a routing transaction only.
 */
export async function fireCrons(tx: Transaction, plans: Plans, nowMs: number): Promise<void> {
  const { rows } = await tx.query<{ function_id: string; expression: string; next_at: Date }>(
    `select function_id, expression, next_at from executor_cron
     where next_at <= clock_timestamp() and function_id = any($1)`,
    [[...plans.keys()]],
  );
  for (const row of rows) {
    const plan = plans.get(row.function_id);
    const trigger = plan?.crons.find(({ expression }) => expression === row.expression);
    if (!plan || !trigger) continue;
    const delayMs = Math.random() * trigger.jitterMs;
    const event = timerEvent(row.expression, row.next_at, new Date(row.next_at.getTime() + Math.floor(delayMs)));
    await startRun(tx, plans, { plan, events: [event], eventId: ulid(nowMs), delayMs }, nowMs);
    await tx.query(
      "update executor_cron set next_at = coalesce($3::timestamptz, 'infinity') where function_id = $1 and expression = $2",
      [row.function_id, row.expression, nextSlot(trigger, nowMs)],
    );
  }
}
