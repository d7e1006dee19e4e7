import { LimitError } from "@/server/dbt/jinja/errors";

export interface Limits {
  /** Statements, calls and loop turns in one render. */
  steps: number;
  /** UTF-16 units of any one text, and elements of any one list. */
  textLength: number;
  listLength: number;
  /** Nested macro calls. */
  depth: number;
  /** Wall clock of one render, in milliseconds. */
  timeMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  steps: 3_000_000,
  textLength: 8 * 1024 * 1024,
  listLength: 1_000_000,
  depth: 200,
  timeMs: 5_000,
};

/** What one render may still spend. Every loop and every text-building operation of the interpreter asks it first. */
export class Budget {
  depth = 0;
  private stepsLeft: number;
  private deadline: number;
  /** Share of the limits that one render may use; see `tighten`. */
  private share = 1;

  constructor(
    readonly limits: Limits = DEFAULT_LIMITS,
    private readonly now: () => number = Date.now,
  ) {
    this.stepsLeft = limits.steps;
    this.deadline = now() + limits.timeMs;
  }

  reset(): void {
    this.depth = 0;
    this.stepsLeft = this.limits.steps * this.share;
    this.deadline = this.now() + this.limits.timeMs * this.share;
  }

  /** After an overrun later renders get less: a macro that loops must not cost every model the whole limit. */
  tighten(): void {
    this.share = Math.max(1 / 128, this.share / 2);
  }

  step(): void {
    this.stepsLeft--;
    if (this.stepsLeft < 0) throw new LimitError(`the template took more than ${this.limits.steps} steps`);
    if ((this.stepsLeft & 1023) === 0) this.checkTime();
  }

  /** Pays for work proportional to `units`, such as scanning a text or copying a list. */
  work(units: number): void {
    if (units < 256) return;
    this.stepsLeft -= units >>> 8;
    if (this.stepsLeft < 0) throw new LimitError(`the template took more than ${this.limits.steps} steps`);
    this.checkTime();
  }

  text(length: number): void {
    if (length > this.limits.textLength)
      throw new LimitError(`a text of more than ${this.limits.textLength} characters was asked for`);
    this.work(length);
  }

  list(length: number): void {
    if (length > this.limits.listLength)
      throw new LimitError(`a list of more than ${this.limits.listLength} elements was asked for`);
    this.work(length);
  }

  enter(): void {
    if (++this.depth > this.limits.depth)
      throw new LimitError(`macros call each other more than ${this.limits.depth} deep`);
  }

  leave(): void {
    this.depth--;
  }

  private checkTime(): void {
    if (this.now() > this.deadline)
      throw new LimitError(`the template ran for more than ${this.limits.timeMs / 1000} seconds`);
  }
}
