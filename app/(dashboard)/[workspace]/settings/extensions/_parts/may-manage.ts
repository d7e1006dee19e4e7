import { meIn } from "@/app/_trpc/server";
import { isAllowed } from "@/server/core/permissions";

/** Whether the person may change extensions of this workspace; a workspace that is not theirs is "not found". */
export async function mayManage(workspace: string): Promise<boolean> {
  const { access } = await meIn(workspace);
  return isAllowed(access, "extensions:manage");
}
