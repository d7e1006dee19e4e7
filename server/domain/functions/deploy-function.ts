import type { Ctx } from "@/server/core/ctx";
import { record, text } from "@/server/core/kinds/values";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { canonicalJson } from "@/server/domain/resources/canonical";
import { editResource } from "@/server/domain/resources/update-resource";
import type { ResourceState } from "@/server/hcl/schema";
import { newestVersion } from "./list-versions";

/** Marks a function's present code and settings as the ones in use. Nothing of it goes to Git. */
export async function deployFunction(ctx: Ctx, functionId: string, now = new Date()): Promise<void> {
  await editResource(ctx, { kind: "function", id: functionId }, async ({ state, extra }, tx) => {
    await recordAudit(tx, ctx, {
      type: "Function Deployed",
      resourceType: "function",
      resourceId: functionId,
      resourceName: text(state.display_name) || functionId,
    });
    const versionId = await newestVersion(tx, ctx, functionId);
    const deployed = { at: now.toISOString(), versionId, content: contentOf(state) };
    return { changes: {}, extra: { ...extra, deployed } };
  });
}

const contentOf = ({ code, settings }: ResourceState) => canonicalJson([code ?? null, settings ?? null]);

/** When a function was deployed last, null for never, and whether that is still what it holds. */
export function deploymentOf(state: ResourceState, extra: ResourceState): { at: string | null; isLatest: boolean } {
  const deployed = record(extra.deployed);
  const at = text(deployed.at) || null;
  return { at, isLatest: at === null || deployed.content === contentOf(state) };
}
