import { cache } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { isAllowed } from "@/server/core/permissions";

/** Whether the person may change extensions of this workspace; a workspace that is not theirs is "not found". */
export const mayManage = cache(async (workspace: string): Promise<boolean> => {
  const api = await apiFor();
  const { access } = await orNotFound(api.me.get({ workspace }));
  return isAllowed(access, "extensions:manage");
});
