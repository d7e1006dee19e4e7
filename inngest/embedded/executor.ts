import type { InngestFunction } from "inngest";
import type { Pool } from "pg";
import { type Agenda, readAgenda } from "./agenda";
import { applyOutcome, type Next } from "./apply";
import { callFunction, type Handler, loadRun } from "./call";
import { type ClaimedJob, claimJobs, endLeasesOfTheDead, extendLeases, newOwner, releaseLease } from "./claim";
import { registerCrons } from "./cron";
import { inRoutingTransaction, inTransaction } from "./database";
import { insertEvents, type SentEvent } from "./events";
import { endRun } from "./finish";
import { MAX_LOSSES } from "./limits";
import { type Plans, readPlans } from "./plan";
import { purge } from "./purge";
import { registry, wakeLocalExecutors } from "./registry";
import { tableDelayMs } from "./retry-delay";
import { type OnUnroutable, routeEvents } from "./route";
import { fireTimers } from "./timers";

/** What a wake-up is about, when it is known. */
type Hint = "events";

export type Logger = { warn(fields: object, message: string): void };

export type ExecutorOptions = {
  pool: Pool;
  /** The POST handler that the SDK's `serve()` made of the same functions. */
  handler: Handler;
  functions: readonly InngestFunction.Any[];
  client: { id: string };
  logger?: Logger;
  /** Calls at a time in this process. */
  maxCalls?: number;
  /** How often to look for work that other processes left; work of this process needs no looking. */
  pollMs?: number;
  /** A process that is silent for this long has lost its calls. Renewed three times as often. */
  leaseMs?: number;
  /** How long ended runs are kept. */
  keepMs?: number;
  retryDelayMs?: (attempt: number) => number;
};

const HOUR_MS = 3_600_000;
const DEFAULTS = {
  logger: { warn: (fields: object, message: string) => console.warn(message, fields) },
  maxCalls: 20,
  pollMs: 250,
  leaseMs: 15_000,
  keepMs: 14 * 24 * HOUR_MS,
  retryDelayMs: tableDelayMs,
};
const STORE_ATTEMPTS = 20;
const PAUSE_MS = 250;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export class EmbeddedExecutor {
  private readonly options: Required<ExecutorOptions>;
  private readonly plans: Plans;
  private readonly ids: string[];
  private readonly owner = newOwner();
  private readonly calls = new Map<string, Promise<void>>();
  private loop: Promise<void> | undefined;
  private timers: NodeJS.Timeout[] = [];
  private stopping = false;
  private woken = false;
  /** Set when this process knows what is new, so that the database need not be asked first. */
  private hint: Hint | undefined;
  private hinted = false;
  private ring: (() => void) | undefined;

  constructor(options: ExecutorOptions) {
    this.options = { ...DEFAULTS, ...options };
    this.plans = readPlans(options.functions, options.client.id);
    this.ids = [...this.plans.keys()];
  }

  /** Begins to work. Throws when the tables are missing. */
  async start(): Promise<void> {
    const { pool, leaseMs, keepMs } = this.options;
    registry().owners.add(this.owner);
    await endLeasesOfTheDead(pool);
    await inRoutingTransaction(pool, (tx, nowMs) => registerCrons(tx, this.plans, nowMs));
    registry().wakers.add(this.wake);
    this.every(leaseMs / 3, "could not renew the leases", () => this.renew());
    this.every(HOUR_MS, "could not delete old runs", () => purge(pool, keepMs));
    this.loop = this.run();
  }

  /** Takes no more work, waits up to `graceMs` for calls that are being made. What remains is taken up by others. */
  async stop(graceMs = 10_000): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.loop;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.all(this.calls.values()), grace]);
    clearTimeout(timer);
    for (const interval of this.timers) clearInterval(interval);
    registry().wakers.delete(this.wake);
    registry().owners.delete(this.owner);
  }

  /** Stores events as if the client had sent them. Returns their internal ids. */
  async send(events: SentEvent | readonly SentEvent[]): Promise<string[]> {
    const ids = await insertEvents(this.options.pool, [events].flat());
    wakeLocalExecutors();
    return ids;
  }

  /** Makes the loop look for work now. */
  readonly wake = (hint?: Hint): void => {
    this.hint = hint;
    this.woken = true;
    this.ring?.();
  };

  private every(ms: number, problem: string, work: () => Promise<void>): void {
    const interval = setInterval(() => work().catch((error) => this.warn(error, problem)), ms);
    interval.unref();
    this.timers.push(interval);
  }

  private warn(error: unknown, message: string): void {
    this.options.logger.warn({ err: error }, `embedded executor: ${message}`);
  }

  private readonly unroutable: OnUnroutable = ({ id, name }, error) =>
    this.warn(error, `left out event ${name} (${id}), which cannot be routed`);

  private async renew(): Promise<void> {
    await extendLeases(this.options.pool, [...this.calls.keys()], this.options.leaseMs);
    await endLeasesOfTheDead(this.options.pool);
  }

  /** Sleeps until woken. The loop waits here rather than being called back: its work keeps its own async context. */
  private async rest(ms: number): Promise<void> {
    if (this.woken || this.stopping) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.ring = resolve;
      timer = setTimeout(resolve, Math.max(1, ms));
    });
    clearTimeout(timer);
    this.ring = undefined;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      try {
        await this.rest(await this.round());
      } catch (error) {
        this.warn(error, "could not look for work");
        await pause(PAUSE_MS);
      }
    }
  }

  /** What to do now: what this process was told, or else what the database holds. */
  private async agenda(): Promise<Agenda> {
    const hinted = this.hint === "events" && !this.hinted;
    this.hint = undefined;
    // Every other time at least, so that a stream of events does not keep timers waiting.
    this.hinted = hinted;
    if (hinted) return { events: true, jobs: false, timers: false, nextMs: 0 };
    return readAgenda(this.options.pool, this.ids);
  }

  /** Does what is due. Returns how long to rest, in ms. */
  private async round(): Promise<number> {
    const { pool, pollMs, maxCalls, leaseMs } = this.options;
    const agenda = await this.agenda();
    if (agenda.timers) await fireTimers(pool, this.plans);
    const routed = agenda.events ? await routeEvents(pool, this.plans, this.unroutable) : 0;
    const free = maxCalls - this.calls.size;
    const due = agenda.jobs || agenda.timers || routed > 0;
    const claimed = due && free > 0 ? await claimJobs(pool, this.ids, free, this.owner, leaseMs) : [];
    for (const job of claimed) this.take(job);
    if (routed > 0 || agenda.timers) return 0;
    return Math.min(pollMs, Math.max(0, agenda.nextMs));
  }

  private take(job: ClaimedJob): void {
    const work = this.work(job)
      .catch((error) => this.warn(error, `lost a call of ${job.function_id}, it will be made again`))
      .finally(() => {
        this.calls.delete(job.lease_token);
        this.wake();
      });
    this.calls.set(job.lease_token, work);
  }

  private async work(job: ClaimedJob): Promise<void> {
    const { pool, handler, retryDelayMs } = this.options;
    const plan = this.plans.get(job.function_id);
    if (!plan) return releaseLease(pool, job);
    if (job.losses > MAX_LOSSES) return this.giveUp(job);
    let next: Next = "again";
    while (next === "again") {
      if (this.stopping) return releaseLease(pool, job);
      const run = await loadRun(pool, job);
      if (!run) return;
      const outcome = await callFunction(handler, plan, job, run);
      next = await this.persist(() => applyOutcome(pool, { plans: this.plans, plan, job, retryDelayMs }, outcome));
    }
  }

  private async giveUp(job: ClaimedJob): Promise<void> {
    const message = `the process died ${job.losses} times while this call was made`;
    const error = { name: "Error", message };
    await inTransaction(this.options.pool, (tx) => endRun(tx, this.plans, job.run_id, { status: "failed", error }));
  }

  /** An outcome is worth waiting for a database that restarts: losing it means doing the step twice. */
  private async persist<T>(store: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store();
      } catch (error) {
        if (attempt >= STORE_ATTEMPTS) throw error;
        this.warn(error, "could not store the outcome of a call, trying again");
        await pause(PAUSE_MS);
      }
    }
  }
}

/**
 * An executor for functions written against the plain SDK: it drives their served endpoint by the SDK's call protocol
 * and keeps all state in Postgres. Any number of processes may run one on the same database.
 * Throws `UnsupportedFunctionError` for a function that uses an option it does not implement.
 */
export function createEmbeddedExecutor(options: ExecutorOptions): EmbeddedExecutor {
  return new EmbeddedExecutor(options);
}
