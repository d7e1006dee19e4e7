import { memberRoleId } from "@/server/core/permissions";
import type { Example } from "./example";

const sourceReader = "1Mc8DLRqfeBpxN5cNBjK0n4oTPX";
const inWorkspace = (roleId: string) => ({
  roleId,
  resources: [{ id: "$WORKSPACE_ID", type: "WORKSPACE", labels: [] }],
});
const permissions = [inWorkspace(sourceReader)];

export const peopleExamples: readonly Example[] = [
  { operation: "listUsers", query: { "pagination[count]": "5" }, keeps: { USER_ID: '"users":[{"id":"' } },
  { operation: "getUser" },
  { operation: "listUserGroupsFromUser" },
  { operation: "listInvites" },
  { operation: "listRoles" },
  { operation: "createUserGroup", body: { name: "API example" }, keeps: { USER_GROUP_ID: '"userGroup":{"id":"' } },
  { operation: "listUserGroups" },
  { operation: "getUserGroup" },
  { operation: "updateUserGroup", body: { name: "API example, renamed" } },
  { operation: "replacePermissionsForUserGroup", body: { permissions } },
  { operation: "addPermissionsToUserGroup", body: { permissions: [inWorkspace(memberRoleId)] } },
  { operation: "replaceUsersInUserGroup", body: { emails: [] } },
  { operation: "listUsersFromUserGroup" },
  { operation: "listInvitesFromUserGroup" },
  { operation: "removeUsersFromUserGroup", query: { "emails[0]": "ada@example.com" } },
];

/** Examples that would reach people: never part of what runs by itself. */
export const peopleReached: readonly Example[] = [
  { operation: "addUsersToUserGroup", body: { emails: ["ada@example.com"] } },
  { operation: "createInvites", body: { invites: [{ email: "ada@example.com", permissions }] } },
  { operation: "deleteInvites", query: { "emails[0]": "ada@example.com" } },
  { operation: "replacePermissionsForUser", body: { permissions } },
  { operation: "addPermissionsToUser", body: { permissions } },
  { operation: "deleteUsers", query: { "userIds[0]": "$USER_ID" } },
];
