import { Socket } from "node:net";
import pg from "pg";
import type { WarehouseLogin, WarehouseProblem } from "@/server/domain/warehouses/ports";
import { guardAddress } from "@/server/integrations/git/address-guard";
import type { SessionResult } from "../session-result";

const mostBytes = 64 * 1024 * 1024;
const lookEveryMs = 100;

/**
 * Signs in to Postgres, or what speaks its protocol, does something there and leaves, within a time in all: encrypted
 * where the server offers that. A warehouse may be on a private network, but not at a cloud's metadata service.
 */
export async function withPostgres<T>(
  login: WarehouseLogin,
  limits: { readonly timeoutMs: number; readonly maxBytes?: number },
  work: (client: pg.Client) => Promise<T>,
): Promise<SessionResult<T>> {
  const { timeoutMs, maxBytes = mostBytes } = limits;
  const session = { login, work, maxBytes, ends: Date.now() + timeoutMs };
  const guarded = await guardAddress(login.host, { allowPrivate: true, timeoutMs });
  if (!guarded.ok) return { ok: false, problem: guardProblems[guarded.problem.code] };
  const [address] = guarded.addresses;
  if (address === undefined) return { ok: false, problem: "not-found" };
  const encrypted = await attempt(session, address, true);
  return encrypted === "unencrypted-only" ? attempt(session, address, false) : encrypted;
}

const guardProblems = {
  "not-found": "not-found",
  "not-public": "not-allowed",
  "too-slow": "too-slow",
} as const;

interface Session<T> {
  readonly login: WarehouseLogin;
  readonly work: (client: pg.Client) => Promise<T>;
  readonly maxBytes: number;
  readonly ends: number;
}

async function attempt<T>(
  session: Session<T>,
  address: string,
  tls: true,
): Promise<SessionResult<T> | "unencrypted-only">;
async function attempt<T>(session: Session<T>, address: string, tls: false): Promise<SessionResult<T>>;
async function attempt<T>({ login, work, maxBytes, ends }: Session<T>, address: string, tls: boolean) {
  const left = ends - Date.now();
  if (left <= 0) return { ok: false, problem: "too-slow" } as const;
  const socket = new Socket();
  const client = clientFor(login, { address, tls, left, socket });
  client.on("error", () => undefined);
  const guard = new TrafficGuard(socket, maxBytes, left);
  try {
    await client.connect();
    return { ok: true, value: await work(client) } as const;
  } catch (error) {
    if (guard.ended) return { ok: false, problem: guard.ended } as const;
    if (tls && error instanceof Error && /does not support SSL/.test(error.message)) return "unencrypted-only";
    return { ok: false, problem: problemOf(error) } as const;
  } finally {
    await endWithin(client, Math.max(0, Math.min(1000, ends - Date.now())));
    guard.stop();
    socket.destroy();
  }
}

function clientFor(
  { host, port, database, user, password }: WarehouseLogin,
  { address, tls, left, socket }: { address: string; tls: boolean; left: number; socket: Socket },
): pg.Client {
  return new pg.Client({
    host: address,
    port,
    database,
    user,
    password,
    // Such servers mostly have certificates of their own; what is asked here is whether they can be reached.
    ssl: tls ? { rejectUnauthorized: false, ...(host === address ? {} : { servername: host }) } : false,
    connectionTimeoutMillis: left,
    query_timeout: left,
    application_name: "tributary",
    stream: () => socket,
  });
}

/** Ends a connection that lasts too long, or on which more comes than anybody asked for. */
class TrafficGuard {
  ended: "too-slow" | "too-much" | null = null;
  private readonly timers: readonly NodeJS.Timeout[];

  constructor(socket: Socket, maxBytes: number, ms: number) {
    const end = (reason: "too-slow" | "too-much") => {
      this.ended ??= reason;
      socket.destroy(new Error(reason));
    };
    const look = () => socket.bytesRead > maxBytes && end("too-much");
    this.timers = [setTimeout(() => end("too-slow"), ms), setInterval(look, lookEveryMs)];
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}

/** By codes alone: what the server says in words may be anything. */
function problemOf(error: unknown): WarehouseProblem {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const known = typeof code === "string" ? problemsByCode[code] : undefined;
  if (known) return known;
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return "unreachable";
  return typeof message === "string" && /timeout/i.test(message) ? "too-slow" : "other";
}

const problemsByCode: { readonly [code: string]: WarehouseProblem | undefined } = {
  "28P01": "refused",
  "28000": "refused",
  "42501": "refused",
  "3D000": "no-database",
  "57014": "too-slow",
  ETIMEDOUT: "too-slow",
};

/** A server that never says goodbye is not waited for. */
async function endWithin(client: pg.Client, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([client.end().catch(() => undefined), late]);
  clearTimeout(timer);
}
