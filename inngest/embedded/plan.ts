import { Cron } from "croner";
import type { InngestFunction } from "inngest";
import { z } from "zod";
import { compileExpression, type Expression } from "./cel/compile";
import { FunctionConfig } from "./plan-schema";

/** A limit that is counted per value of a key. `name` makes the counts of different functions and options differ. */
export type Keyed = { name: string; key: Expression | undefined };
export type RateOption = Keyed & { limit: number; periodMs: number; burst: number };

/** All that the executor knows of a function: its SDK options with every expression compiled, durations in ms. */
export type FunctionPlan = {
  id: string;
  maxAttempts: number;
  events: { name: string; matches: Expression | undefined }[];
  crons: { expression: string; cron: Cron; jitterMs: number }[];
  idempotency: RateOption | undefined;
  rateLimit: RateOption | undefined;
  throttle: RateOption | undefined;
  debounce: (Keyed & { periodMs: number; timeoutMs: number | undefined }) | undefined;
  batch: (Keyed & { maxSize: number; timeoutMs: number; when: Expression | undefined }) | undefined;
  concurrency: (Keyed & { limit: number })[];
  priority: Expression | undefined;
  singleton: (Keyed & { mode: "skip" | "cancel" }) | undefined;
  cancel: { event: string; when: Expression | undefined; timeoutMs: number | undefined }[];
  startWithinMs: number | undefined;
  finishWithinMs: number | undefined;
};

/** The functions of this process, by their id on the wire. */
export type Plans = ReadonlyMap<string, FunctionPlan>;

/** A function cannot run on the embedded executor. The message says which one and why. */
export class UnsupportedFunctionError extends Error {
  override name = "UnsupportedFunctionError";
}

const DEFAULT_RETRIES = 4;
const DAY_MS = 86_400_000;

/** Reads "TZ=Europe/Berlin 0 9 * * 1-5": five fields, with an optional time zone (UTC without one). */
export function readCron(expression: string): Cron {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(expression);
  return new Cron(zoned?.[2] ?? expression, { timezone: zoned?.[1] ?? "UTC", mode: "5-part", paused: true });
}

function refuse(id: string, problem: string): never {
  throw new UnsupportedFunctionError(`Function "${id}" cannot run on the embedded executor: ${problem}`);
}

function reading<T>(id: string, option: string, text: string, read: (text: string) => T): T {
  try {
    return read(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(id, `${option} ${JSON.stringify(text)}: ${reason}`);
  }
}

/** Batches have several first events, so options that look at one event would have to be ignored: they are refused. */
function checkCombination(config: FunctionConfig): void {
  if (!config.batchEvents) return;
  const clashing = (["debounce", "rateLimit", "idempotency", "cancel", "singleton", "priority"] as const).filter(
    (option) => config[option] !== undefined,
  );
  if (clashing.length > 0) refuse(config.id, `batchEvents cannot be combined with ${clashing.join(", ")}`);
}

function compile(config: FunctionConfig): FunctionPlan {
  checkCombination(config);
  const expression = (option: string, text: string | undefined) =>
    text === undefined ? undefined : reading(config.id, option, text, compileExpression);
  const keyed = (option: string, text: string | undefined, owner = config.id): Keyed => ({
    name: `${owner}:${option}:${text ?? ""}`,
    key: expression(`${option}.key`, text),
  });
  const { rateLimit, throttle, debounce, batchEvents, singleton, idempotency } = config;
  return {
    id: config.id,
    maxAttempts: (config.steps.step?.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    events: config.triggers.flatMap((trigger) =>
      "event" in trigger ? [{ name: trigger.event, matches: expression("trigger.if", trigger.expression) }] : [],
    ),
    crons: config.triggers.flatMap((trigger) =>
      "cron" in trigger
        ? [
            {
              expression: trigger.cron,
              cron: reading(config.id, "cron", trigger.cron, readCron),
              jitterMs: trigger.jitter ?? 0,
            },
          ]
        : [],
    ),
    idempotency:
      idempotency === undefined
        ? undefined
        : { ...keyed("idempotency", idempotency), limit: 1, periodMs: DAY_MS, burst: 0 },
    // The server lets a tenth of the limit through at once and spreads the rest over the period.
    rateLimit: rateLimit && {
      ...keyed("rateLimit", rateLimit.key),
      limit: rateLimit.limit,
      periodMs: rateLimit.period,
      burst: Math.floor(rateLimit.limit / 10),
    },
    throttle: throttle && {
      ...keyed("throttle", throttle.key),
      limit: throttle.limit,
      periodMs: throttle.period,
      burst: throttle.burst ?? 0,
    },
    debounce: debounce && {
      ...keyed("debounce", debounce.key),
      periodMs: debounce.period,
      timeoutMs: debounce.timeout,
    },
    batch: batchEvents && {
      ...keyed("batch", batchEvents.key),
      maxSize: batchEvents.maxSize,
      timeoutMs: batchEvents.timeout,
      when: expression("batchEvents.if", batchEvents.if),
    },
    concurrency: (config.concurrency ?? [])
      .filter(({ limit }) => limit > 0)
      .map((option) => ({
        ...keyed("concurrency", option.key, option.scope === "fn" ? config.id : option.scope),
        limit: option.limit,
      })),
    priority: expression("priority.run", config.priority?.run),
    singleton: singleton && { ...keyed("singleton", singleton.key), mode: singleton.mode },
    cancel: (config.cancel ?? []).map((option) => ({
      event: option.event,
      when: expression("cancelOn.if", option.if),
      timeoutMs: option.timeout,
    })),
    startWithinMs: config.timeouts?.start,
    finishWithinMs: config.timeouts?.finish,
  };
}

/** Throws `UnsupportedFunctionError` for a function with an option that would otherwise be ignored. */
export function readPlans(functions: readonly InngestFunction.Any[], appId: string): Plans {
  const plans = new Map<string, FunctionPlan>();
  for (const fn of functions) {
    // The SDK's own description of a function; marked private, yet the only place where its defaults are applied.
    // biome-ignore lint/complexity/useLiteralKeys: the brackets are what lets a private member be read
    const configs: unknown[] = fn["getConfig"]({
      baseUrl: new URL("http://embedded.invalid/api/inngest"),
      appPrefix: appId,
    });
    for (const config of configs) {
      const read = FunctionConfig.safeParse(JSON.parse(JSON.stringify(config)));
      if (!read.success) refuse(fn.id(appId), z.prettifyError(read.error));
      if (read.data.triggers.some((trigger) => "event" in trigger && trigger.event.startsWith("inngest/deferred.")))
        refuse(read.data.id, "deferred functions are not supported");
      plans.set(read.data.id, compile(read.data));
    }
  }
  return plans;
}
