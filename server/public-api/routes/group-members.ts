import { z } from "zod";
import { InvalidError } from "@/server/core/errors";
import { items, text } from "@/server/core/kinds/values";
import { findPeople } from "@/server/domain/members/find-people";
import { type SetGroupMembers, setGroupMembers } from "@/server/domain/members/set-group-members";
import { getState } from "@/server/domain/resources/list-states";
import { pageOf } from "../pagination";
import { textsIn } from "../query";
import { done } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";
import { presentGroup, UserGroup } from "./groups";

const tag = "IAM Groups";
const kind = "user_group";
const mostMembers = 1000;

const Emails = z.strictObject({ emails: z.array(z.string()).max(mostMembers) });
const Answer = z.object({ userGroup: UserGroup });
const Member = z.object({ id: z.string(), name: z.string(), email: z.string() });

/** The attribute is called otherwise than what requests give. */
async function setMembers({ ctx, params }: Call<unknown>, emails: readonly string[], mode: SetGroupMembers["mode"]) {
  await setGroupMembers(ctx, { groupId: params("userGroupId"), emails, mode }).catch((error) => {
    if (!(error instanceof InvalidError)) throw error;
    throw new InvalidError(
      error.fields.map(({ path, message }) => ({ path: path.replace(/^members/, "emails"), message })),
    );
  });
}

async function changeMembers(call: Call<z.output<typeof Emails>>, mode: "replace" | "add") {
  await setMembers(call, call.body.emails, mode);
  return { userGroup: presentGroup(await getState(call.ctx, { kind, id: call.params("userGroupId") })) };
}

/** Members as the group spells them, with the user that each is. */
async function membersOf({ ctx, params }: Call<unknown>) {
  const { state } = await getState(ctx, { kind, id: params("userGroupId") });
  const emails = items(state.members).map(text);
  const { ids, names } = await findPeople(ctx, emails);
  return emails.map((email) => {
    const key = email.toLowerCase();
    return { email, id: ids.get(key) ?? null, name: names.get(key) ?? email };
  });
}

export const groupMemberRoutes: readonly Route[] = [
  route("GET", "/groups/{userGroupId}/users", {
    operation: "listUsersFromUserGroup",
    tag,
    summary: "Members of a group who are users",
    paged: true,
    answer: z.object({ users: z.array(Member), pagination: PaginationShape }),
    run: async (call) => {
      const users = (await membersOf(call)).filter(({ id }) => id !== null);
      const { items: shown, pagination } = pageOf(users, call.page);
      return { users: shown, pagination };
    },
  }),
  route("GET", "/groups/{userGroupId}/invites", {
    operation: "listInvitesFromUserGroup",
    tag,
    summary: "E-mails in a group whose owners are no users yet",
    paged: true,
    answer: z.object({ emails: z.array(z.string()), pagination: PaginationShape }),
    run: async (call) => {
      const others = (await membersOf(call)).filter(({ id }) => id === null);
      const { items: shown, pagination } = pageOf(others, call.page);
      return { emails: shown.map(({ email }) => email), pagination };
    },
  }),
  route("POST", "/groups/{userGroupId}/users", {
    operation: "addUsersToUserGroup",
    tag,
    summary: "Put e-mails into a group",
    body: Emails,
    answer: Answer,
    run: (call) => changeMembers(call, "add"),
  }),
  route("PUT", "/group/{userGroupId}/users", {
    operation: "replaceUsersInUserGroup",
    tag,
    summary: "Say who is in a group",
    body: Emails,
    answer: Answer,
    run: (call) => changeMembers(call, "replace"),
  }),
  route("DELETE", "/group/{userGroupId}/users", {
    operation: "removeUsersFromUserGroup",
    tag,
    summary: "Take e-mails out of a group",
    query: [{ name: "emails", description: "E-mails, as `emails.0=…`; those who are not in it are passed over" }],
    answer: Status,
    run: async (call) => {
      await setMembers(call, textsIn(call.query, "emails"), "remove");
      return done;
    },
  }),
];
