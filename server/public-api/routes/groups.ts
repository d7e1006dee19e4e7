import { z } from "zod";
import { items, text } from "@/server/core/kinds/values";
import { setPermissions } from "@/server/domain/members/set-permissions";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { GivenPermissions, Permission, permissionsFromApi, permissionsToApi } from "../permission-shapes";
import { create, list, patch, remove } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "IAM Groups";
const kind = "user_group";

export const UserGroup = z.object({
  id: z.string(),
  name: z.string(),
  memberCount: z.int(),
  permissions: z.array(Permission),
});

export const presentGroup = ({ id, state }: StoredState): z.output<typeof UserGroup> => ({
  id,
  name: text(state.name),
  memberCount: items(state.members).length,
  permissions: permissionsToApi(state.permissions),
});

const Answer = z.object({ userGroup: UserGroup });
const Name = z.strictObject({ name: z.string() });
const Permissions = z.strictObject({ permissions: GivenPermissions });
const PermissionsAnswer = z.object({ permissions: z.array(Permission) });

async function changePermissions(call: Call<z.output<typeof Permissions>>, mode: "replace" | "add") {
  const ref = { kind, id: call.params("userGroupId") } as const;
  await setPermissions(call.ctx, { ...ref, permissions: permissionsFromApi(call.body.permissions), mode });
  const { state } = await getState(call.ctx, ref);
  return { permissions: permissionsToApi(state.permissions) };
}

export const groupRoutes: readonly Route[] = [
  route("GET", "/groups", {
    operation: "listUserGroups",
    tag,
    summary: "Groups of users",
    paged: true,
    answer: z.object({ userGroups: z.array(UserGroup), pagination: PaginationShape }),
    run: async (call) => {
      const { items: rows, pagination } = await list(call, kind);
      return { userGroups: rows.map(presentGroup), pagination };
    },
  }),
  route("POST", "/groups", {
    operation: "createUserGroup",
    tag,
    summary: "Create a group, which gets its roles and members by further requests",
    body: Name,
    answer: Answer,
    run: async (call) => ({
      userGroup: presentGroup(await create(call, kind, { name: call.body.name, members: [], permissions: [] })),
    }),
  }),
  route("GET", "/groups/{userGroupId}", {
    operation: "getUserGroup",
    tag,
    summary: "A group",
    answer: Answer,
    run: async ({ ctx, params }) => ({
      userGroup: presentGroup(await getState(ctx, { kind, id: params("userGroupId") })),
    }),
  }),
  route("PATCH", "/groups/{userGroupId}", {
    operation: "updateUserGroup",
    tag,
    summary: "Rename a group",
    body: Name,
    answer: Answer,
    run: async (call) => ({
      userGroup: presentGroup(await patch(call, { kind, id: call.params("userGroupId") }, call.body)),
    }),
  }),
  route("DELETE", "/groups/{userGroupId}", {
    operation: "deleteUserGroup",
    tag,
    summary: "Delete a group; its members lose the roles that it gave",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("userGroupId") }),
  }),
  route("PUT", "/groups/{userGroupId}/permissions", {
    operation: "replacePermissionsForUserGroup",
    tag,
    summary: "Give a group exactly these roles",
    body: Permissions,
    answer: PermissionsAnswer,
    run: (call) => changePermissions(call, "replace"),
  }),
  route("POST", "/groups/{userGroupId}/permissions", {
    operation: "addPermissionsToUserGroup",
    tag,
    summary: "Give a group these roles too",
    body: Permissions,
    answer: PermissionsAnswer,
    run: (call) => changePermissions(call, "add"),
  }),
];
