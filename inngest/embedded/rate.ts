import type { Transaction } from "./database";
import type { RateOption } from "./plan";

/** State and outcome of the generic cell rate algorithm, times in ms. */
type Admission = { waitMs: number; arrivalMs: number };

/**
 * Spreads `limit` admissions evenly over the period and lets `burst` more through at once. `waitMs` is 0 for an
 * admission now; `arrivalMs` is the state after it has been admitted.
 */
export function admit(
  option: Omit<RateOption, "name" | "key">,
  previousMs: number | undefined,
  nowMs: number,
): Admission {
  const emissionMs = option.periodMs / option.limit;
  const arrivalMs = Math.max(nowMs, previousMs ?? nowMs) + emissionMs;
  return { waitMs: Math.max(0, arrivalMs - emissionMs * (option.burst + 1) - nowMs), arrivalMs };
}

async function load(tx: Transaction, key: string): Promise<number | undefined> {
  const { rows } = await tx.query<{ arrival_ms: number }>("select arrival_ms from executor_limit where key = $1", [
    key,
  ]);
  return rows[0]?.arrival_ms;
}

async function save(tx: Transaction, key: string, arrivalMs: number): Promise<void> {
  await tx.query(
    `insert into executor_limit (key, arrival_ms, expires_at) values ($1, $2, to_timestamp($2::float8 / 1000))
     on conflict (key) do update set arrival_ms = excluded.arrival_ms, expires_at = excluded.expires_at`,
    [key, arrivalMs],
  );
}

/** Whether this one may pass now. What is refused does not count. Call it in a routing transaction only. */
export async function passes(
  tx: Transaction,
  option: Omit<RateOption, "name" | "key">,
  key: string,
  nowMs: number,
): Promise<boolean> {
  const admission = admit(option, await load(tx, key), nowMs);
  if (admission.waitMs > 0) return false;
  await save(tx, key, admission.arrivalMs);
  return true;
}

/** How long this one has to wait, in ms; its place is taken at once. Call it in a routing transaction only. */
export async function reserve(
  tx: Transaction,
  option: Omit<RateOption, "name" | "key">,
  key: string,
  nowMs: number,
): Promise<number> {
  const admission = admit(option, await load(tx, key), nowMs);
  await save(tx, key, admission.arrivalMs);
  return admission.waitMs;
}
