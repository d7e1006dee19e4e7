import type { Ctx } from "@/server/core/ctx";
import { editResource } from "@/server/domain/resources/update-resource";
import { type FunctionVersion, getVersion, newestVersion } from "./list-versions";

/** Gives a function the code and settings of an earlier version, as a new version; the newest one changes nothing. */
export async function restoreVersion(
  ctx: Ctx,
  { functionId, versionId }: { functionId: string; versionId: string },
): Promise<FunctionVersion> {
  await editResource(ctx, { kind: "function", id: functionId }, async (_, tx) => {
    const { code, settings } = await getVersion(ctx, { functionId, versionId }, tx);
    return { changes: { code, settings } };
  });
  const newest = await newestVersion(ctx.db, ctx, functionId);
  return getVersion(ctx, { functionId, versionId: newest ?? versionId });
}
