import { z } from "zod";
import { CheckpointRequest, recordCheckpoint } from "./checkpoint";
import type { Queryable } from "./database";
import { insertEvents, RefusedEventError, SentEvent } from "./events";
import { registry, wakeLocalExecutors } from "./registry";

/** A host that can never be reached, so that a request which is not answered here fails instead of leaving the machine. */
const BASE_URL = "http://embedded.invalid";

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}

const SentEvents = z.union([SentEvent.transform((event) => [event]), z.array(SentEvent)]);

async function takeEvents(db: Queryable, body: unknown, seed: string | undefined): Promise<Response> {
  const events = SentEvents.safeParse(body);
  if (!events.success) return json({ status: 400, error: `not an event: ${z.prettifyError(events.error)}` }, 400);
  if (events.data.some(({ name }) => name.startsWith("inngest/")))
    return json({ status: 400, error: "event names starting with inngest/ are reserved" }, 400);
  try {
    const ids = await insertEvents(db, events.data, seed);
    wakeLocalExecutors();
    return json({ ids, status: 200 });
  } catch (error) {
    if (error instanceof RefusedEventError) return json({ status: 400, error: error.message }, 400);
    throw error;
  }
}

async function takeCheckpoint(db: Queryable, runId: string, body: unknown): Promise<Response> {
  const request = CheckpointRequest.safeParse(body);
  if (!request.success) return json({ error: "not a checkpoint that the embedded executor can store" }, 400);
  const stored = await recordCheckpoint(db, runId, request.data);
  // 409 makes the SDK stop: the run has ended, or another process has taken this call over.
  return stored ? new Response(null, { status: 200 }) : json({ error: "this call no longer owns the run" }, 409);
}

/**
 * A `fetch` that answers what the SDK would ask a server, from the database: it works in every process that reaches
 * the database, whether or not an executor runs there.
 */
export function createEmbeddedTransport(database: () => Queryable): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method === "POST" && pathname.startsWith("/e/"))
      return takeEvents(database(), await request.json(), request.headers.get("x-inngest-event-id-seed") ?? undefined);
    const runId = /^\/v1\/checkpoint\/([^/]+)\/async$/.exec(pathname)?.[1];
    if (request.method === "POST" && runId)
      return takeCheckpoint(database(), decodeURIComponent(runId), await request.json());
    return json({ error: "the embedded executor has no such endpoint", status: 404 }, 404);
  };
}

/**
 * Options for `new Inngest()` that make it use the embedded executor. Cloud mode with a key of this process: the
 * served endpoint then refuses calls from anyone else. Serve with `enableUnauthedSync: false`.
 */
export function embeddedClientOptions(database: () => Queryable) {
  return {
    isDev: false,
    signingKey: registry().signingKey,
    eventKey: "local",
    baseUrl: BASE_URL,
    fetch: createEmbeddedTransport(database),
  };
}
