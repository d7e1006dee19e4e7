import { isActive } from "./words";

export interface Run {
  readonly status: string;
}

/** A run as a page was rendered with it, and when that came to the browser. */
export interface Rendered<R extends Run> {
  readonly run: R;
  readonly at: number;
}

/** What the browser asked for last, and when the answer came; maybe on an earlier visit to the page. */
export interface Asked<R extends Run> {
  readonly data: R | undefined;
  readonly dataUpdatedAt: number;
}

/** The newer of both. */
export const runToShow = <R extends Run>({ run, at }: Rendered<R>, asked: Asked<R>): R =>
  asked.data !== undefined && asked.dataUpdatedAt > at ? asked.data : run;

const workingMs = 700;
const waitingMs = 3_000;

/** How soon to ask again. A failure that may be tried again is one that its extension stands at: the same run goes on then. */
export function askAfterMs(run: Run, mayGoOn: boolean): number | false {
  if (isActive(run.status)) return workingMs;
  return mayGoOn && run.status === "failed" ? waitingMs : false;
}
