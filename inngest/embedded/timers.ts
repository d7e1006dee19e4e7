import type { Pool } from "pg";
import { fireCrons } from "./cron";
import { inRoutingTransaction, inTransaction } from "./database";
import { endRun } from "./finish";
import { fireGathered } from "./gather";
import type { Plans } from "./plan";
import { completeStep, type Memo } from "./steps";

type DueStep = { run_id: string; step_id: string; kind: string };

const BATCH = 200;

function timeoutMemo(kind: string): Memo {
  if (kind !== "invoke") return { data: null };
  const message = "Timed out waiting for invoked function to complete";
  return { error: { name: "InngestInvokeTimeoutError", message } };
}

/** One transaction a step: whatever else touches the run at this moment waits for one lock only. */
async function completeDueSteps(pool: Pool): Promise<void> {
  const { rows } = await pool.query<DueStep>(
    "select run_id, step_id, kind from executor_step where due_at <= clock_timestamp() order by due_at limit $1",
    [BATCH],
  );
  for (const { run_id, step_id, kind } of rows)
    await inTransaction(pool, (tx) => completeStep(tx, run_id, step_id, timeoutMemo(kind)));
}

async function cancelLateRuns(pool: Pool, plans: Plans): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    "select id from executor_run where cancel_at <= clock_timestamp() limit $1",
    [BATCH],
  );
  for (const { id } of rows) await inTransaction(pool, (tx) => endRun(tx, plans, id, { status: "cancelled" }));
}

/** Does everything whose time has come: sleeps, timeouts, debounces, batches, cron slots. */
export async function fireTimers(pool: Pool, plans: Plans): Promise<void> {
  await completeDueSteps(pool);
  await cancelLateRuns(pool, plans);
  await inRoutingTransaction(pool, async (tx, nowMs) => {
    await fireGathered(tx, plans, nowMs);
    await fireCrons(tx, plans, nowMs);
  });
}
