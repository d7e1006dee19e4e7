import { authorize, type Ctx } from "@/server/core/ctx";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { resourceKinds } from "@/server/core/kinds/table";
import { type KindName, kindNames } from "@/server/core/kinds/types";
import { countByKind } from "@/server/domain/resources/count-by-kind";
import { findSecretPaths } from "@/server/domain/resources/each-resource";
import { findFirstOfKind } from "@/server/domain/resources/find-first-of-kind";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import type { ResourceState } from "@/server/hcl/schema";
import { renderFile } from "./repository-files";

export interface SyncPreview {
  readonly total: number;
  readonly kinds: readonly {
    readonly kind: string;
    readonly plural: string;
    readonly directory: string;
    readonly count: number;
  }[];
  /** The first file of each kind that has one. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
}

/** What a first sync would write: how many of each kind, and a file of each. */
export async function previewSync(ctx: Ctx, folder: string): Promise<SyncPreview> {
  authorize(ctx, "extensions:manage");
  const byKind = await countByKind(ctx.db, ctx.workspace.id);
  const kinds = kindNames.flatMap((kind) => {
    const count = byKind.get(kind) ?? 0;
    const { plural, directory } = resourceKinds[kind];
    return count > 0 ? [{ kind, plural, directory, count }] : [];
  });
  const firsts = await Promise.all(kinds.map(({ kind }) => findFirstOfKind(ctx.db, ctx.workspace.id, kind)));
  const style = await getSecretsStyle(ctx.db, ctx.workspace.id);
  const files = await Promise.all(
    firsts.flatMap((row, index) => {
      const kind = kinds[index]?.kind;
      return row && kind ? [previewFile(ctx, folder, kind, row.id, row.state, style)] : [];
    }),
  );
  return { total: kinds.reduce((sum, { count }) => sum + count, 0), kinds, files };
}

async function previewFile(
  ctx: Ctx,
  folder: string,
  kind: KindName,
  id: string,
  state: ResourceState,
  style: SecretsStyle,
) {
  const paths = style === "variables" ? await findSecretPaths(ctx.db, ctx.workspace.id, kind, id) : [];
  return renderFile(folder, kind, id, state, { style, paths });
}
