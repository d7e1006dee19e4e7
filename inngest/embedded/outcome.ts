import { z } from "zod";

const StepOpts = z
  .looseObject({
    timeout: z.string().optional(),
    if: z.string().optional(),
    function_id: z.string().optional(),
    payload: z.looseObject({}).nullish(),
    parallelMode: z.string().optional(),
  })
  .nullish();

/** One thing that a call reports. The SDK sends more fields; these are the ones that matter. */
export const Op = z.object({
  id: z.string().min(1),
  op: z.string(),
  name: z.string().nullish(),
  opts: StepOpts,
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof Op>;

/** What came of one call. `retryAfterMs` is the function's own wish for the next attempt. */
export type Outcome =
  | { kind: "ops"; ops: Op[]; version: number; final: boolean; retryAfterMs: number | undefined }
  | { kind: "done"; data: unknown }
  | { kind: "error"; error: unknown; final: boolean; retryAfterMs: number | undefined; stepMissing: boolean }
  | { kind: "stale" };

const MIN_RETRY_MS = 1000;
const MAX_RETRY_MS = 86_400_000;

function retryAfterMs(header: string | null): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.min(MAX_RETRY_MS, Math.max(MIN_RETRY_MS, ms));
}

function failure(message: string): Outcome {
  const error = { name: "Error", message };
  return { kind: "error", error, final: false, retryAfterMs: undefined, stepMissing: false };
}

function parsed(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: text === "" ? null : JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}

/** Reads the SDK's response. Its no-retry header comes before the status: a 500 without one may be retried. */
export async function readOutcome(response: Response): Promise<Outcome> {
  const body = parsed(await response.text());
  if (!body.ok) return failure(`the function's endpoint answered ${response.status} with something that is not JSON`);
  const { headers, status } = response;
  const final = headers.get("x-inngest-no-retry") === "true";
  const wish = retryAfterMs(headers.get("retry-after"));
  if (status >= 300) return readError(body.value, final, wish);
  if (!headers.has("x-inngest-sdk")) return failure(`the endpoint's ${status} answer is not from the Inngest SDK`);
  if (status !== 206) return { kind: "done", data: body.value };
  const ops = z.array(Op).safeParse([body.value].flat());
  if (!ops.success) return failure(`the function reported steps that cannot be read: ${z.prettifyError(ops.error)}`);
  return {
    kind: "ops",
    ops: ops.data,
    version: Number(headers.get("x-inngest-req-version") ?? 2),
    final,
    retryAfterMs: wish,
  };
}

function readError(body: unknown, final: boolean, wish: number | undefined): Outcome {
  const fields = (body ?? {}) as Record<string, unknown>;
  if (fields.name === "StaleDispatchError") return { kind: "stale" };
  const stepMissing = typeof fields.requestedStep === "string";
  const error = stepMissing ? { name: "Error", message: String(fields.error) } : body;
  return { kind: "error", error, final, retryAfterMs: wish, stepMissing };
}
