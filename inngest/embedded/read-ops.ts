import { compileExpression } from "./cel/compile";
import { momentMs } from "./duration";
import { MAX_STEP_BYTES } from "./limits";
import type { Op } from "./outcome";
import type { Memo } from "./steps";

/** A step that has its outcome; `memo` is the JSON text of a `Memo`. */
export type DoneStep = { id: string; memo: string };
/** A step that something else must finish: a call of its own, a clock, an event or another run. */
export type PendingStep = {
  id: string;
  kind: "run" | "sleep" | "wait" | "invoke";
  dueMs: number | null;
  waitEvent: string | null;
  waitIf: string | null;
};
export type Invocation = { stepId: string; functionId: string; payload: Record<string, unknown>; expireMs: number };

/** What a response asks for, in plain data. At most one of `failure`, `result` and `retry` matters, in this order. */
export type Reading = {
  done: DoneStep[];
  pending: PendingStep[];
  invocations: Invocation[];
  racing: boolean;
  failure?: unknown;
  result?: { data: unknown };
  retry?: boolean;
};

const YEAR_MS = 366 * 86_400_000;

/** A report that no retry can mend: it ends the run. */
class UnreadableOpError extends Error {
  override name = "UnreadableOpError";
}

function memoText(op: Op, memo: Memo): DoneStep {
  const text = JSON.stringify(memo);
  if (Buffer.byteLength(text) > MAX_STEP_BYTES)
    throw new UnreadableOpError(`the output of step ${op.name ?? op.id} is larger than 4 MiB`);
  return { id: op.id, memo: text };
}

function dueMs(op: Op, text: string | undefined, nowMs: number): number {
  const moment = text === undefined ? nowMs + YEAR_MS : momentMs(text, nowMs);
  if (moment === undefined)
    throw new UnreadableOpError(`step ${op.name ?? op.id}: ${text} is neither duration nor date`);
  return Math.min(moment, nowMs + YEAR_MS);
}

function waitOf(op: Op, nowMs: number): PendingStep {
  const condition = op.opts?.if;
  if (condition) compileExpression(condition);
  return {
    id: op.id,
    kind: "wait",
    dueMs: dueMs(op, op.opts?.timeout, nowMs),
    waitEvent: op.name ?? "",
    waitIf: condition ?? null,
  };
}

function clocked(op: Op, kind: "sleep" | "invoke", due: number): PendingStep {
  return { id: op.id, kind, dueMs: due, waitEvent: null, waitIf: null };
}

function readOp(reading: Reading, op: Op, mayRetry: boolean, nowMs: number): void {
  switch (op.op) {
    case "StepRun":
      reading.done.push(memoText(op, { data: op.data ?? null }));
      return;
    case "StepError":
      if (mayRetry) reading.retry = true;
      else reading.done.push(memoText(op, { error: op.error }));
      return;
    case "StepFailed":
      reading.done.push(memoText(op, { error: op.error }));
      return;
    case "StepPlanned":
      reading.pending.push({ id: op.id, kind: "run", dueMs: null, waitEvent: null, waitIf: null });
      return;
    case "Sleep":
      reading.pending.push(clocked(op, "sleep", dueMs(op, op.name ?? "", nowMs)));
      return;
    case "WaitForEvent":
      reading.pending.push(waitOf(op, nowMs));
      return;
    case "InvokeFunction": {
      const expireMs = dueMs(op, op.opts?.timeout, nowMs);
      reading.pending.push(clocked(op, "invoke", expireMs));
      const functionId = op.opts?.function_id ?? "";
      reading.invocations.push({ stepId: op.id, functionId, payload: op.opts?.payload ?? {}, expireMs });
      return;
    }
    case "RunComplete":
      reading.result = { data: op.data ?? null };
      return;
    default:
      throw new UnreadableOpError(`step ${op.name ?? op.id}: the embedded executor does not support ${op.op}`);
  }
}

/** Reads what a call reported. `mayRetry` says whether a failed step has an attempt left. Never throws. */
export function readOps(ops: readonly Op[], mayRetry: boolean, nowMs: number): Reading {
  const racing = ops.some((op) => op.opts?.parallelMode === "race");
  const reading: Reading = { done: [], pending: [], invocations: [], racing };
  try {
    for (const op of ops) readOp(reading, op, mayRetry, nowMs);
  } catch (error) {
    const { name, message } = error as Error;
    reading.failure = { name, message };
  }
  return reading;
}
