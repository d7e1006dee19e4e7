import { describe, expect, it } from "vitest";
import { removeResource } from "@/server/domain/resources/remove-resource";
import { auditTypeOf } from "@/server/public-api/audit-types";
import { addUser, db, workspaceClient } from "./people";
import { addWorld } from "./world";

interface Event {
  readonly id: string;
  readonly type: string;
  readonly resourceId: string;
}

const typesOf = ({ events }: { events: Event[] }) => events.map(({ type }) => type);

describe("audit events", () => {
  it("carry Segment's names, the user who acted, and the token by its id", async () => {
    const { send, ctx } = await workspaceClient();
    const { destination } = await addWorld(ctx);
    await send("DELETE", `/destinations/${destination}`);
    const { data } = await send("GET", `/audit-events?resourceId=${destination}`);
    expect(typesOf(data)).toEqual(["Integration Deleted", "Integration Created"]);
    const [deleted, created] = data.events;
    const token = await db.apiToken.findFirstOrThrow({ where: { workspaceId: ctx.workspace.id } });
    expect(deleted).toMatchObject({ actor: token.id, actorEmail: null, resourceType: "destination" });
    const owner = ctx.actor.type === "user" ? ctx.actor.email : "";
    const users = (await send("GET", "/users")).data.users as { id: string; email: string }[];
    expect(created).toMatchObject({
      actor: users.find(({ email }) => email === owner)?.id,
      actorEmail: owner,
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
  });

  it("are paged up to the time of the first page, whatever happens meanwhile", async () => {
    const { send, ctx } = await workspaceClient();
    await addWorld(ctx);
    const first = (await send("GET", "/audit-events?pagination[count]=4&pagination[cursor]=MA%3D%3D")).data;
    const { id } = await addUser(ctx);
    await removeResource(ctx, { kind: "user", id });
    const rest: Event[] = [];
    let next: string | undefined = first.pagination.next;
    while (next) {
      const page = `pagination[count]=4&pagination[cursor]=${encodeURIComponent(next)}`;
      const { events, pagination } = (await send("GET", `/audit-events?${page}`)).data;
      rest.push(...events);
      next = pagination.next;
    }
    const all = [...first.events, ...rest];
    expect(all).toHaveLength(first.pagination.totalEntries);
    expect(new Set(all.map((event) => event.id)).size).toBe(all.length);
    expect(all.some(({ resourceId }) => resourceId === id)).toBe(false);
  });

  it("are found by kind and by time", async () => {
    const { send, ctx } = await workspaceClient();
    await addWorld(ctx);
    expect(new Set(typesOf((await send("GET", "/audit-events?resourceType=warehouse")).data))).toEqual(
      new Set(["Storage Destination Created"]),
    );
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect((await send("GET", `/audit-events?startTime=${later}`)).data.events).toEqual([]);
    expect((await send("GET", "/audit-events?endTime=2020-01-01T00:00:00Z")).data.events).toEqual([]);
    expect((await send("GET", "/audit-events?startTime=2020-01-01T00:00:00Z")).data.events).not.toEqual([]);
    expect((await send("GET", "/audit-events?resourceId=%00")).data.events).toEqual([]);
    for (const [query, field] of [
      ["startTime=yesterday", "startTime"],
      ["endTime=5", "endTime"],
      ["pagination[cursor]=x", "pagination.cursor"],
      ["pagination[count]=0", "pagination.count"],
    ]) {
      const { status, errors } = await send("GET", `/audit-events?${query}`);
      expect([status, errors[0]?.field]).toEqual([422, field]);
    }
  });

  it("are for owners' tokens, and of their own workspace", async () => {
    const { ctx } = await workspaceClient();
    await addWorld(ctx);
    expect((await (await workspaceClient("Workspace Member", ctx)).send("GET", "/audit-events")).status).toBe(401);
    const stranger = await workspaceClient();
    expect(typesOf((await stranger.send("GET", "/audit-events")).data)).toEqual(["API Token Created"]);
  });
});

it.each([
  ["Function Created", "sfnc_x", "Source Function Created"],
  ["Function Modified", "dfn_x", "Destination Function Modified"],
  ["Reverse ETL Model Disabled", "x", "Model State Change Toggled"],
  ["Source Modified", "x", "Source Modified"],
  ["Git Sync Created", "x", "Git Sync Created"],
  ["constructor", "x", "constructor"],
])("%s of %s is called %s", (type, resourceId, name) => {
  expect(auditTypeOf({ type, resourceId })).toBe(name);
});
