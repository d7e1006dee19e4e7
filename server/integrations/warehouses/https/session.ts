import { setTimeout as sleep } from "node:timers/promises";
import { type GuardedFetch, type HttpsFetch, openApiFetch } from "@/server/integrations/git/api-fetch";
import type { SessionResult } from "../session-result";
import { fail, problemOfError, problemOfStatus, WarehouseFailure } from "./failure";
import { parseJson, readBody } from "./read-body";

/** What a session needs of the world outside. */
export interface HttpsPorts {
  open(): GuardedFetch;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A warehouse may be reached over a private link, so its address may be private; metadata services stay refused. */
export const httpsPorts: HttpsPorts = {
  open: () => openApiFetch({ allowPrivate: true }),
  wait: (ms, signal) => sleep(ms, undefined, { signal }),
};

export interface HttpsLimits {
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** Ends the work from outside; it then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface HttpsRequest {
  readonly method: "GET" | "POST";
  /** Scheme, host and nothing else. */
  readonly origin: string;
  /** From the first slash on, with the query. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export interface HttpsAnswer {
  readonly status: number;
  /** Undefined for what is not JSON. */
  readonly json: unknown;
}

const mostBytes = 64 * 1024 * 1024;
const mostTries = 4;
const longestWaitMs = 10_000;
const goodbyeMs = 2_000;

/** Requests to a warehouse's API within one time and one number of bytes in all. */
export class HttpsSession {
  private bytesLeft: number;
  private readonly ends: number;

  constructor(
    private readonly ports: HttpsPorts,
    private readonly fetch: HttpsFetch,
    { timeoutMs, maxBytes = mostBytes }: HttpsLimits,
    readonly signal: AbortSignal,
  ) {
    this.bytesLeft = maxBytes;
    this.ends = Date.now() + timeoutMs;
  }

  get secondsLeft(): number {
    return Math.max(1, Math.ceil((this.ends - Date.now()) / 1000));
  }

  wait(ms: number): Promise<void> {
    return this.ports.wait(ms, this.signal);
  }

  /** Asks, and again while the service has too much to do. Redirects are not followed: the credential stays here. */
  async ask(request: HttpsRequest): Promise<HttpsAnswer> {
    for (let tried = 1; ; tried++) {
      const { answer, retryAfter } = await this.askOnce(request, this.signal);
      if (problemOfStatus(answer.status) !== "busy" || tried === mostTries) return answer;
      await this.wait(Math.min(longestWaitMs, retryAfter ?? 500 * 2 ** (tried - 1)));
    }
  }

  /** Says something whose answer does not matter, also after the end: that a statement may stop. */
  async goodbye(request: HttpsRequest): Promise<void> {
    await this.askOnce(request, AbortSignal.timeout(goodbyeMs)).catch(() => undefined);
  }

  private async askOnce({ origin, path, method, headers, body }: HttpsRequest, signal: AbortSignal) {
    const init = { method, headers, redirect: "manual", signal, ...(body === undefined ? {} : { body }) } as const;
    const { response, text } = await this.exchange(`${origin}${path}`, init);
    if (text === null) return fail("too-much");
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const retryAfter = seconds >= 0 ? seconds * 1000 : null;
    return { answer: { status: response.status, json: parseJson(text) }, retryAfter };
  }

  private async exchange(url: string, init: Parameters<HttpsFetch>[1]) {
    try {
      const response = await this.fetch(url, init);
      const text = await readBody(response.body, (bytes) => {
        this.bytesLeft -= bytes;
        return this.bytesLeft >= 0;
      });
      return { response, text };
    } catch (error) {
      return fail(problemOfError(error));
    }
  }
}

/** Works with a warehouse's API and leaves, within the limits. Throws nothing for what a server does. */
export async function withHttps<T>(
  ports: HttpsPorts,
  limits: HttpsLimits,
  work: (session: HttpsSession) => Promise<T>,
): Promise<SessionResult<T>> {
  const { fetch, close } = ports.open();
  const late = AbortSignal.timeout(limits.timeoutMs);
  const done = new AbortController();
  const signal = AbortSignal.any([late, done.signal, ...(limits.signal ? [limits.signal] : [])]);
  try {
    return { ok: true, value: await work(new HttpsSession(ports, fetch, limits, signal)) };
  } catch (error) {
    limits.signal?.throwIfAborted();
    if (late.aborted) return { ok: false, problem: "too-slow" };
    if (error instanceof WarehouseFailure) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    done.abort();
    await close();
  }
}
