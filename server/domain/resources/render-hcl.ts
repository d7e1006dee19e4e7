import type { Ctx } from "@/server/core/ctx";
import { documentOf, filePathOf } from "@/server/core/kinds/document";
import type { KindName } from "@/server/core/kinds/types";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { renderResource } from "@/server/hcl/resource-file";
import { findSecretPaths } from "./each-resource";
import { getResource } from "./get-resource";

/** Exactly what Git Sync writes for a resource, and where. */
export async function renderHcl(
  ctx: Ctx,
  input: { kind: KindName; id: string },
): Promise<{ path: string; text: string }> {
  const { state } = await getResource(ctx, input);
  const style = await getSecretsStyle(ctx.db, ctx.workspace.id);
  const paths = style === "variables" ? await findSecretPaths(ctx.db, ctx.workspace.id, input.kind, input.id) : [];
  return {
    path: filePathOf(input.kind, input.id, state),
    text: renderResource(documentOf(input.kind, input.id, state, { style, paths })),
  };
}
