import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { items, text } from "@/server/core/kinds/values";
import { findPeople } from "@/server/domain/members/find-people";
import { removeMembers } from "@/server/domain/members/remove-members";
import { setPermissions } from "@/server/domain/members/set-permissions";
import { getState, listStates, type StoredState } from "@/server/domain/resources/list-states";
import { pageOf } from "../pagination";
import { GivenPermissions, Permission, permissionsFromApi, permissionsToApi } from "../permission-shapes";
import { only } from "../present-connections";
import { textsIn } from "../query";
import { done, list } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "IAM Users";
const kind = "user";

const User = z.object({ id: z.string(), name: z.string(), email: z.string(), permissions: z.array(Permission) });
const Permissions = z.strictObject({ permissions: GivenPermissions });
const PermissionsAnswer = z.object({ permissions: z.array(Permission) });

/** Users with their names: an e-mail that has no account yet is its own. */
async function present(ctx: Ctx, rows: readonly StoredState[]): Promise<z.output<typeof User>[]> {
  const emails = rows.map(({ state }) => text(state.email));
  const { names } = await findPeople(ctx, emails);
  return rows.map(({ id, state }) => {
    const email = text(state.email);
    const permissions = permissionsToApi(state.permissions);
    return { id, name: names.get(email.toLowerCase()) ?? email, email, permissions };
  });
}

async function changePermissions(call: Call<z.output<typeof Permissions>>, mode: "replace" | "add") {
  const ref = { kind, id: call.params("userId") } as const;
  await setPermissions(call.ctx, { ...ref, permissions: permissionsFromApi(call.body.permissions), mode });
  const { state } = await getState(call.ctx, ref);
  return { permissions: permissionsToApi(state.permissions) };
}

/** More groups than a workspace has. */
const mostGroups = 10_000;

async function groupsOf({ ctx, params, page }: Call<unknown>) {
  const { state } = await getState(ctx, { kind, id: params("userId") });
  const email = text(state.email).toLowerCase();
  const { items: groups } = await listStates(ctx, { kind: "user_group", offset: 0, count: mostGroups });
  const own = groups.filter((group) => items(group.state.members).some((each) => text(each).toLowerCase() === email));
  const { items: shown, pagination } = pageOf(own, page);
  return { groups: shown.map((group) => ({ id: group.id, name: text(group.state.name) })), pagination };
}

export const userRoutes: readonly Route[] = [
  route("GET", "/users", {
    operation: "listUsers",
    tag,
    summary: "Users of the workspace; whoever was invited and has not accepted is none yet",
    paged: true,
    answer: z.object({ users: z.array(User), pagination: PaginationShape }),
    run: async (call) => {
      const { items: rows, pagination } = await list(call, kind);
      return { users: await present(call.ctx, rows), pagination };
    },
  }),
  route("DELETE", "/users", {
    operation: "deleteUsers",
    tag,
    summary: "Remove users from the workspace: all that are named, or none",
    query: [{ name: "userIds", description: "Ids, as `userIds.0=…`; empty and unknown ones are passed over" }],
    answer: Status,
    run: async ({ ctx, query }) => {
      await removeMembers(ctx, textsIn(query, "userIds"));
      return done;
    },
  }),
  route("GET", "/users/{userId}", {
    operation: "getUser",
    tag,
    summary: "A user",
    answer: z.object({ user: User }),
    run: async ({ ctx, params }) => ({
      user: await only(present(ctx, [await getState(ctx, { kind, id: params("userId") })])),
    }),
  }),
  route("PUT", "/users/{userId}/permissions", {
    operation: "replacePermissionsForUser",
    tag,
    summary: "Give a user exactly these roles",
    body: Permissions,
    answer: PermissionsAnswer,
    run: (call) => changePermissions(call, "replace"),
  }),
  route("POST", "/users/{userId}/permissions", {
    operation: "addPermissionsToUser",
    tag,
    summary: "Give a user these roles too",
    body: Permissions,
    answer: PermissionsAnswer,
    run: (call) => changePermissions(call, "add"),
  }),
  route("GET", "/users/{userId}/groups", {
    operation: "listUserGroupsFromUser",
    tag,
    summary: "Groups that a user is in",
    paged: true,
    answer: z.object({
      groups: z.array(z.object({ id: z.string(), name: z.string() })),
      pagination: PaginationShape,
    }),
    run: groupsOf,
  }),
];
