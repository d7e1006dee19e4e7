import { z } from "zod";
import { InvalidError } from "@/server/core/errors";
import { type FoundAuditEvent, findAuditEvents } from "@/server/domain/audit/find-audit-events";
import { findPeople } from "@/server/domain/members/find-people";
import { auditTypeOf } from "../audit-types";
import { type Page, type Pagination, paginationOf, readPage } from "../pagination";
import { type Query, textIn } from "../query";
import { type Call, type Route, route } from "../route";
import { PaginationShape } from "../shapes";

const Event = z.object({
  id: z.string(),
  timestamp: z.string(),
  type: z.string(),
  actor: z.string().meta({ description: "Id of the user or the token." }),
  actorEmail: z.string().nullable(),
  resourceId: z.string(),
  resourceType: z.string(),
  resourceName: z.string(),
});

/** A page of what was there at a time: its cursors carry that time, so that new events do not move the pages. */
interface PageUntil {
  readonly page: Page;
  readonly until: Date;
}

function readPageUntil(query: Query): PageUntil {
  const end = timeIn(query, "endTime") ?? new Date();
  const given = typeof query.pagination === "object" ? query.pagination : null;
  const cursor = Buffer.from((given && textIn(given, "cursor")) ?? "", "base64").toString("latin1");
  const [, offset, until] = /^(\d{1,8})@(\d{1,15})$/.exec(cursor) ?? [];
  if (offset === undefined) return { page: readPage(query), until: end };
  const { count } = readPage({ pagination: { count: (given && textIn(given, "count")) ?? "" } });
  return { page: { offset: Number(offset), count }, until: new Date(Math.min(end.getTime(), Number(until))) };
}

function withUntil({ current, next, previous, totalEntries }: Pagination, until: Date): Pagination {
  const at = (cursor: string) => {
    const offset = Buffer.from(cursor, "base64").toString("latin1");
    return Buffer.from(`${offset}@${until.getTime()}`).toString("base64");
  };
  return {
    current: at(current),
    ...(next ? { next: at(next) } : {}),
    ...(previous ? { previous: at(previous) } : {}),
    totalEntries,
  };
}

/** A time as ISO 8601 has it, or null. */
function timeIn(query: Query, name: string): Date | null {
  const given = textIn(query, name);
  if (!given) return null;
  const time = /^\d{4}-\d{2}-\d{2}/.test(given) ? new Date(given) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new InvalidError([{ path: name, message: "Give a time such as 2026-01-31T08:00:00Z." }]);
}

const present = (event: FoundAuditEvent, userIds: ReadonlyMap<string, string>): z.output<typeof Event> => ({
  id: event.id,
  timestamp: event.at.toISOString(),
  type: auditTypeOf(event),
  actor: (event.actorEmail && userIds.get(event.actorEmail.toLowerCase())) || event.actorId,
  actorEmail: event.actorEmail,
  resourceId: event.resourceId,
  resourceType: event.resourceType,
  resourceName: event.resourceName,
});

async function listEvents({ ctx, query }: Call<unknown>) {
  const { page, until } = readPageUntil(query);
  const { items, total } = await findAuditEvents(ctx, {
    from: timeIn(query, "startTime"),
    until,
    resourceId: textIn(query, "resourceId") || null,
    resourceType: textIn(query, "resourceType") || null,
    ...page,
  });
  const { ids } = await findPeople(
    ctx,
    items.flatMap(({ actorEmail }) => actorEmail ?? []),
  );
  return { events: items.map((event) => present(event, ids)), pagination: withUntil(paginationOf(page, total), until) };
}

export const auditEventRoutes: readonly Route[] = [
  route("GET", "/audit-events", {
    operation: "listAuditEvents",
    tag: "Audit Trail",
    summary: "What happened in the workspace, newest first",
    query: [
      { name: "startTime", description: "Only events from this time on, in ISO 8601" },
      { name: "endTime", description: "Only events up to this time; now unless it is given" },
      { name: "resourceId", description: "Only events of this resource" },
      { name: "resourceType", description: "Only events of this kind of resource, such as `source`" },
      { name: "pagination[count]", description: "Events in a page, 1 to 1000" },
      { name: "pagination[cursor]", description: "`next` of the page before" },
    ],
    answer: z.object({ events: z.array(Event), pagination: PaginationShape }),
    run: listEvents,
  }),
];
