import { PermissionResourceV1, ResourceV1, unwrap } from "@segment/public-api-sdk-typescript";
import { expect, it } from "vitest";
import { freshEmail } from "@/tests/support/database";
import { addUser, db, memberRole, sourceAdmin } from "./people";
import { page, servedSdk } from "./sdk";
import { addWorld, postgres } from "./world";

const sdk = await servedSdk(db);

it("the npm SDK works with users and their roles", async () => {
  const { iamUsers, iamRoles, ctx } = await sdk();
  const { id, email } = await addUser(ctx);
  const { source } = await addWorld(ctx);
  const whole = { id: ctx.workspace.id, type: PermissionResourceV1.TypeEnum.WORKSPACE };
  const one = { id: source, type: PermissionResourceV1.TypeEnum.SOURCE };
  const member = { roleId: memberRole, resources: [whole] };
  const replaced = await unwrap(iamUsers.replacePermissionsForUser(id, { permissions: [member] }));
  expect(replaced.permissions).toMatchObject([{ roleId: memberRole, roleName: "Workspace Member" }]);
  const permissions = [{ roleId: sourceAdmin, resources: [one] }];
  expect((await unwrap(iamUsers.addPermissionsToUser(id, { permissions }))).permissions).toHaveLength(2);
  const { user } = await unwrap(iamUsers.getUser(id));
  expect(user).toMatchObject({ email, name: "Ada", permissions: [member, ...permissions] });
  expect((await unwrap(iamUsers.listUsers(page))).users).toContainEqual(user);
  expect((await unwrap(iamUsers.listUserGroupsFromUser(id, page))).groups).toEqual([]);
  const { roles } = await unwrap(iamRoles.listRoles(page));
  expect(roles).toHaveLength(10);
  expect((await unwrap(iamUsers.deleteUsers([id]))).status).toBe("SUCCESS");
  await expect(unwrap(iamUsers.getUser(id))).rejects.toMatchObject({ type: "not-found" });
});

it("the npm SDK invites", async () => {
  const { iamUsers, ctx } = await sdk();
  const email = freshEmail();
  const resources = [{ id: ctx.workspace.id, type: ResourceV1.TypeEnum.WORKSPACE }];
  const invites = [{ email, permissions: [{ roleId: memberRole, resources }] }];
  expect((await unwrap(iamUsers.createInvites({ invites }))).emails).toEqual([email]);
  expect((await unwrap(iamUsers.listInvites(page))).invites).toEqual([email]);
  expect((await unwrap(iamUsers.deleteInvites([email]))).status).toBe("SUCCESS");
  expect((await unwrap(iamUsers.listInvites(page))).invites).toEqual([]);
});

it("the npm SDK works with groups", async () => {
  const { iamGroups, ctx } = await sdk();
  const ada = await addUser(ctx);
  const pending = freshEmail();
  const { id } = (await unwrap(iamGroups.createUserGroup({ name: "G" }))).userGroup;
  const whole = { id: ctx.workspace.id, type: PermissionResourceV1.TypeEnum.WORKSPACE };
  const permissions = [{ roleId: memberRole, resources: [whole] }];
  const first = await unwrap(iamGroups.replacePermissionsForUserGroup(id, { permissions }));
  expect(first.permissions).toHaveLength(1);
  const more = [{ roleId: sourceAdmin, resources: [whole] }];
  expect((await unwrap(iamGroups.addPermissionsToUserGroup(id, { permissions: more }))).permissions).toHaveLength(2);
  const put = await unwrap(iamGroups.replaceUsersInUserGroup(id, { emails: [ada.email] }));
  expect(put.userGroup.memberCount).toBe(1);
  expect((await unwrap(iamGroups.addUsersToUserGroup(id, { emails: [pending] }))).userGroup.memberCount).toBe(2);
  const { users } = await unwrap(iamGroups.listUsersFromUserGroup(id, page));
  expect(users).toEqual([{ id: ada.id, name: "Ada", email: ada.email }]);
  expect((await unwrap(iamGroups.listInvitesFromUserGroup(id, page))).emails).toEqual([pending]);
  expect((await unwrap(iamGroups.removeUsersFromUserGroup(id, [pending]))).status).toBe("SUCCESS");
  expect((await unwrap(iamGroups.updateUserGroup(id, { name: "H" }))).userGroup.name).toBe("H");
  const { userGroup } = await unwrap(iamGroups.getUserGroup(id));
  expect(userGroup).toMatchObject({ name: "H", memberCount: 1 });
  expect((await unwrap(iamGroups.listUserGroups(page))).userGroups).toEqual([userGroup]);
  expect((await unwrap(iamGroups.deleteUserGroup(id))).status).toBe("SUCCESS");
});

it("the npm SDK works with spaces and their profiles warehouses", async () => {
  const { spaces, profilesSync } = await sdk();
  const create = { metadataId: postgres, name: "PW", enabled: true, settings: { hostname: "h" } };
  const { profilesWarehouse } = await unwrap(profilesSync.createProfilesWarehouse("spa_1", create));
  const { id } = profilesWarehouse;
  const change = { schemaName: "s", settings: { port: 1 } };
  const updated = await unwrap(profilesSync.updateProfilesWarehouseForSpaceWarehouse("spa_1", id, change));
  expect(updated.profilesWarehouse).toMatchObject({
    schemaName: "s",
    settings: { hostname: "h", port: 1, name: "PW" },
  });
  const listed = await unwrap(profilesSync.listProfilesWarehouseInSpace("spa_1", page));
  expect(listed.profilesWarehouses).toEqual([updated.profilesWarehouse]);
  expect((await unwrap(spaces.listSpaces(page))).spaces).toEqual([{ id: "spa_1", slug: "spa-1", name: "spa_1" }]);
  expect((await unwrap(spaces.getSpace("spa_1"))).space?.id).toBe("spa_1");
  expect((await unwrap(profilesSync.removeProfilesWarehouseFromSpace("spa_1", id))).status).toBe("SUCCESS");
});

it("the npm SDK reads the audit trail", async () => {
  const { auditTrail, ctx } = await sdk();
  const { source } = await addWorld(ctx);
  const { events, pagination } = await unwrap(
    auditTrail.listAuditEvents(page, "2020-01-01T00:00:00Z", undefined, source, "source"),
  );
  expect(events).toMatchObject([{ type: "Source Created", resourceId: source, resourceName: "Web" }]);
  expect(pagination?.totalEntries).toBe(1);
});
