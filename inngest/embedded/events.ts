import { z } from "zod";
import type { Queryable } from "./database";
import { seededUlid, ulid } from "./ulid";

/** An event as the SDK sends it. `ts` is in ms since the epoch; in the future, it delays the run. */
export const SentEvent = z.object({
  id: z.string().max(255).nullish(),
  name: z.string().min(1).max(255),
  data: z.record(z.string(), z.unknown()).nullish(),
  user: z.record(z.string(), z.unknown()).nullish(),
  ts: z.number().nullish(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
});
export type SentEvent = z.infer<typeof SentEvent>;

/** An event as functions receive it. */
export type Event = { id: string; name: string; data: Record<string, unknown>; ts: number; user: unknown };

const MAX_EVENT_BYTES = 3 * 1024 * 1024;
const MAX_EVENTS = 5000;

/** An event that cannot be taken: the sender's mistake, not worth a retry. */
export class RefusedEventError extends Error {
  override name = "RefusedEventError";
}

function payloadOf(event: SentEvent, id: string): string {
  const { name, data, user, ts, v, meta } = event;
  const payload = JSON.stringify({
    id: event.id || id,
    name,
    data: data ?? {},
    ts: ts || Date.now(),
    user: user ?? {},
    ...(v ? { v } : {}),
    ...(meta ? { meta } : {}),
  });
  if (Buffer.byteLength(payload) > MAX_EVENT_BYTES) throw new RefusedEventError(`event ${name} is larger than 3 MiB`);
  return payload;
}

/**
 * Stores events; the loop of any process on this database starts what they trigger. Takes part in the caller's
 * transaction when `db` is a client inside one: call `wakeLocalExecutors()` after the commit then.
 * Returns the events' internal ids. Throws `RefusedEventError`.
 */
export async function insertEvents(db: Queryable, events: readonly SentEvent[], seed?: string): Promise<string[]> {
  if (events.length > MAX_EVENTS) throw new RefusedEventError(`more than ${MAX_EVENTS} events at once`);
  const ids = events.map((_, index) => (seed ? seededUlid(seed, index) : ulid()));
  const names = events.map((event) => event.name);
  const payloads = events.map((event, index) => payloadOf(event, ids[index] ?? ""));
  await db.query(
    `insert into executor_event (id, name, payload)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (id) do nothing`,
    [ids, names, payloads],
  );
  return ids;
}
