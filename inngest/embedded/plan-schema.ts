import { z } from "zod";
import { durationMs } from "./duration";

const Duration = z.string().transform((text, context) => {
  const ms = durationMs(text);
  if (ms !== undefined && ms > 0) return ms;
  context.addIssue(`${JSON.stringify(text)} is not a duration such as "30s" or "1h"`);
  return z.NEVER;
});

const Limit = z.number().int().positive();

const Concurrency = z.strictObject({
  limit: z.number().int().nonnegative(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).default("fn"),
});

/**
 * A function as the SDK describes it to a server. Strict on purpose: an option that is not here would be ignored,
 * so a function that uses one is refused at start.
 */
export const FunctionConfig = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string().min(1), expression: z.string().optional() }),
      z.strictObject({ cron: z.string().min(1), jitter: Duration.optional() }),
    ]),
  ),
  steps: z.record(
    z.string(),
    z.strictObject({
      id: z.string(),
      name: z.string(),
      runtime: z.strictObject({ type: z.literal("http"), url: z.string() }),
      retries: z.strictObject({ attempts: z.number().int().min(0).max(20).optional() }).optional(),
    }),
  ),
  idempotency: z.string().optional(),
  batchEvents: z
    .strictObject({ maxSize: Limit, timeout: Duration, key: z.string().optional(), if: z.string().optional() })
    .optional(),
  rateLimit: z.strictObject({ limit: Limit, period: Duration, key: z.string().optional() }).optional(),
  throttle: z
    .strictObject({ limit: Limit, period: Duration, key: z.string().optional(), burst: z.number().int().optional() })
    .optional(),
  concurrency: z
    .union([z.number().int().nonnegative(), Concurrency, z.array(Concurrency).min(1).max(2)])
    .transform((value) => (typeof value === "number" ? [Concurrency.parse({ limit: value })] : [value].flat()))
    .optional(),
  debounce: z.strictObject({ period: Duration, key: z.string().optional(), timeout: Duration.optional() }).optional(),
  priority: z.strictObject({ run: z.string().optional() }).optional(),
  timeouts: z.strictObject({ start: Duration.optional(), finish: Duration.optional() }).optional(),
  singleton: z.strictObject({ mode: z.enum(["skip", "cancel"]), key: z.string().optional() }).optional(),
  cancel: z
    .array(z.strictObject({ event: z.string().min(1), if: z.string().optional(), timeout: Duration.optional() }))
    .optional(),
});
export type FunctionConfig = z.output<typeof FunctionConfig>;
