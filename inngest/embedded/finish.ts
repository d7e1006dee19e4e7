import type { Transaction } from "./database";
import { type Event, insertEvents } from "./events";
import { isListenedTo } from "./listeners";
import type { Plans } from "./plan";
import { completeStep, type Memo } from "./steps";

export type RunEnd =
  | { status: "completed"; data: unknown }
  | { status: "failed"; error: unknown }
  | { status: "cancelled" };

type EndedRow = { function_id: string; events: string; parent_run_id: string | null; parent_step_id: string | null };

const WIRE_STATUS = { completed: "Completed", failed: "Failed", cancelled: "Cancelled" } as const;

/** The user's error, with `error` as the server adds it: always this name for an error that is final. */
function endError(error: unknown): Record<string, unknown> {
  const { name, message, stack, cause } = (error ?? {}) as Record<string, unknown>;
  return {
    error: "NonRetriableError",
    name: typeof name === "string" ? name : "Error",
    message: typeof message === "string" ? message : JSON.stringify(error),
    stack: typeof stack === "string" ? stack : "",
    ...(cause === undefined ? {} : { cause }),
  };
}

function parentMemo(end: RunEnd): Memo {
  switch (end.status) {
    case "completed":
      return { data: end.data };
    case "failed":
      return { error: end.error };
    case "cancelled":
      return { error: { name: "Error", message: "the invoked function was cancelled" } };
  }
}

async function announce(tx: Transaction, plans: Plans, name: string, data: Record<string, unknown>) {
  if (!isListenedTo(plans, name)) {
    const { rowCount } = await tx.query("select 1 from executor_step where wait_event = $1 limit 1", [name]);
    if (!rowCount) return;
  }
  await insertEvents(tx, [{ id: name === "inngest/function.finished" ? null : String(data.run_id), name, data }]);
}

/** Sends the events that follow the end of a run. Runs that were started by such an event send none, or it never ends. */
async function announceEnd(tx: Transaction, plans: Plans, runId: string, run: EndedRow, end: RunEnd) {
  const events: Event[] = JSON.parse(run.events);
  const event = events[0];
  if (event?.name === "inngest/function.failed" || event?.name === "inngest/function.finished") return;
  const data = {
    function_id: run.function_id,
    run_id: runId,
    event,
    events,
    ...(end.status === "failed" ? { error: endError(end.error), result: end.error } : {}),
    ...(end.status === "completed" ? { result: end.data } : {}),
    ...(run.parent_run_id ? { correlation_id: `${run.parent_run_id}.${run.parent_step_id}` } : {}),
    _inngest: { status: WIRE_STATUS[end.status] },
  };
  await announce(tx, plans, "inngest/function.finished", data);
  if (end.status !== "completed") await announce(tx, plans, `inngest/function.${end.status}`, data);
}

/**
 * Ends a run: drops its calls, timers and waits, answers the step that invoked it, sends the end events.
 * Does nothing when the run has ended already.
 */
export async function endRun(tx: Transaction, plans: Plans, runId: string, end: RunEnd): Promise<void> {
  const output = end.status === "completed" ? end.data : end.status === "failed" ? end.error : undefined;
  const { rows } = await tx.query<EndedRow>(
    `update executor_run set status = $2, output = $3, ended_at = clock_timestamp(), cancel_at = null
     where id = $1 and ended_at is null returning function_id, events, parent_run_id, parent_step_id`,
    [runId, end.status, output === undefined ? null : JSON.stringify(output)],
  );
  const run = rows[0];
  if (!run) return;
  await tx.query(
    `with dropped as (delete from executor_job where run_id = $1)
     delete from executor_step where run_id = $1 and memo is null`,
    [runId],
  );
  if (run.parent_run_id && run.parent_step_id)
    await completeStep(tx, run.parent_run_id, run.parent_step_id, parentMemo(end));
  await announceEnd(tx, plans, runId, run, end);
}
