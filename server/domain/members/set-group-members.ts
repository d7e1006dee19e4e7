import type { Ctx } from "@/server/core/ctx";
import { items, text } from "@/server/core/kinds/values";
import { editResource } from "@/server/domain/resources/update-resource";

export interface SetGroupMembers {
  readonly groupId: string;
  readonly emails: readonly string[];
  readonly mode: "replace" | "add" | "remove";
}

/** Changes who is in a group. E-mails are kept as they are spelt, and compared in lower case. */
export async function setGroupMembers(ctx: Ctx, { groupId, emails, mode }: SetGroupMembers): Promise<void> {
  await editResource(ctx, { kind: "user_group", id: groupId }, ({ state }) => {
    const before = items(state.members).map(text);
    return { changes: { members: changed(before, [...new Set(emails)], mode) } };
  });
}

function changed(before: readonly string[], emails: readonly string[], mode: SetGroupMembers["mode"]): string[] {
  const among = (list: readonly string[]) => {
    const known = new Set(list.map((email) => email.toLowerCase()));
    return (email: string) => known.has(email.toLowerCase());
  };
  switch (mode) {
    case "replace":
      return [...emails];
    case "add": {
      const isThere = among(before);
      return [...before, ...emails.filter((email) => !isThere(email))];
    }
    case "remove": {
      const isGone = among(emails);
      return before.filter((email) => !isGone(email));
    }
  }
}
