import { describe, expect, it } from "vitest";
import { addMember } from "@/server/domain/members/add-member";
import { freshEmail } from "@/tests/support/database";
import { addUser, db, everywhere, memberRole, ownerRole, workspaceClient } from "./people";

describe("invites", () => {
  it("are made once by a request that is sent again, listed while they are open, and taken back twice", async () => {
    const { send, ctx } = await workspaceClient();
    const [one, two] = [freshEmail("a"), freshEmail("b")];
    const permissions = [everywhere(ctx, memberRole)];
    const invites = [one, two].map((email) => ({ email, permissions }));
    const made = await send("POST", "/invites", { invites });
    expect([made.status, made.data]).toEqual([201, { emails: [one, two] }]);
    await send("POST", "/invites", { invites });
    expect(await db.invite.count({ where: { workspaceId: ctx.workspace.id } })).toBe(2);
    const listed = await send("GET", "/invites?pagination.count=1");
    expect(listed.data).toEqual({ invites: [one], pagination: { current: "MA==", next: "MQ==", totalEntries: 2 } });
    const path = `/invites?emails.0=${encodeURIComponent(one.toUpperCase())}&emails.1=nobody%40example.com`;
    expect((await send("DELETE", path)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", path)).data).toEqual({ status: "SUCCESS" });
    expect((await send("DELETE", "/invites?emails%5B0%5D=%00")).data).toEqual({ status: "SUCCESS" });
    expect((await send("GET", "/invites")).data.invites).toEqual([two]);
  });

  it("after a deleted one, and with other roles, are made anew", async () => {
    const { send, ctx } = await workspaceClient();
    const email = freshEmail();
    const invite = (roleId: string) => ({ invites: [{ email, permissions: [everywhere(ctx, roleId)] }] });
    await send("POST", "/invites", invite(memberRole));
    await send("POST", "/invites", invite(ownerRole));
    await send("DELETE", `/invites?emails.0=${encodeURIComponent(email)}`);
    await send("POST", "/invites", invite(ownerRole));
    const rows = await db.invite.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { createdAt: "asc" } });
    expect(rows.map(({ revokedAt }) => revokedAt === null)).toEqual([false, false, true]);
  });

  it("of a member set exactly the given roles, with none where there are none", async () => {
    const { send, ctx } = await workspaceClient();
    const { id, email } = await addUser(ctx);
    const invite = (permissions: unknown) => send("POST", "/invites", { invites: [{ email, permissions }] });
    expect((await invite([everywhere(ctx, memberRole)])).data).toEqual({ emails: [email] });
    const roles = async () => {
      const { permissions } = (await send("GET", `/users/${id}`)).data.user;
      return permissions.map(({ roleName }: { roleName: string }) => roleName);
    };
    expect(await roles()).toEqual(["Workspace Member"]);
    expect((await invite(null)).status).toBe(201);
    expect(await roles()).toEqual([]);
    expect((await send("GET", "/invites")).data.invites).toEqual([]);
  });

  it("become users when they are accepted", async () => {
    const { send, ctx } = await workspaceClient();
    const email = freshEmail();
    await send("POST", "/invites", { invites: [{ email, permissions: [] }] });
    await db.$transaction((tx) => addMember(tx, ctx, email, []));
    await db.invite.updateMany({ where: { workspaceId: ctx.workspace.id }, data: { acceptedAt: new Date() } });
    expect((await send("GET", "/invites")).data.invites).toEqual([]);
    expect((await send("GET", "/users")).data.users).toContainEqual(
      expect.objectContaining({ email, name: email, permissions: [] }),
    );
  });
});

it("bad invites are refused at their field, all of them together", async () => {
  const { send, ctx } = await workspaceClient();
  const stranger = await workspaceClient();
  const good = { email: freshEmail(), permissions: [] };
  const cases: [invite: object, field: string][] = [
    [{ email: "nobody" }, "invites.1.email"],
    [
      { email: freshEmail(), permissions: [everywhere(stranger.ctx, memberRole)] },
      "invites.1.permissions.0.resources.0.id",
    ],
    [{ email: freshEmail(), permissions: [everywhere(ctx, "x")] }, "invites.1.permissions.0.roleId"],
    [
      { email: freshEmail(), permissions: [{ roleId: memberRole, resources: [{ id: "x", type: "SOURCE" }] }] },
      "invites.1.permissions",
    ],
    [{ email: freshEmail(), admin: true }, "invites.1.admin"],
  ];
  for (const [invite, field] of cases) {
    const { status, errors } = await send("POST", "/invites", { invites: [good, invite] });
    expect([status, errors[0]?.field]).toEqual([422, field]);
  }
  expect((await send("POST", "/invites", { invites: [] })).status).toBe(422);
  expect(await db.invite.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
});

it("only owners' tokens see and make invites, and none takes back another workspace's", async () => {
  const owner = await workspaceClient();
  const email = freshEmail();
  await owner.send("POST", "/invites", { invites: [{ email, permissions: [] }] });
  const member = await workspaceClient("Workspace Member", owner.ctx);
  const gone = `/invites?emails.0=${encodeURIComponent(email)}`;
  expect((await member.send("GET", "/invites")).status).toBe(401);
  expect((await member.send("POST", "/invites", { invites: [{ email }] })).status).toBe(401);
  expect((await member.send("DELETE", gone)).status).toBe(401);
  await (await workspaceClient()).send("DELETE", gone);
  expect((await owner.send("GET", "/invites")).data.invites).toEqual([email]);
});
