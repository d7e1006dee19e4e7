import { type Ctx, refusal } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { referencesOf } from "@/server/core/kinds/references";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import type { ResourceState } from "@/server/hcl/schema";
import { functionsOfType } from "./named-by";
import { findReach, findReadable, isAllowedOn, mayRead } from "./reach";
import { readableTitles } from "./readable-titles";

export interface SecretInfo {
  readonly path: string;
  readonly setAt: Date;
}

export interface ResourceDetail {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly enabled: boolean | null;
  readonly catalogId: string | null;
  readonly state: ResourceState;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  readonly secrets: readonly SecretInfo[];
  /** Paths of the secrets that an import brought without their values. */
  readonly missingSecrets: readonly string[];
  /** Whether the person may change and delete it. */
  readonly mayWrite: boolean;
  /** What this resource names, with titles; what the person may not read stands there by its id. */
  readonly uses: readonly {
    readonly kind: KindName;
    readonly id: string;
    readonly attribute: string;
    readonly title: string;
  }[];
}

/**
 * A resource with its masked state, when its secrets were set, and what it names. Throws NotFoundError, and `forbidden`
 * for what the person may not read, whether it exists or not.
 */
export async function getResource(ctx: Ctx, input: { kind: KindName; id: string }): Promise<ResourceDetail> {
  const kind = resourceKinds[input.kind];
  const ref = { kind: input.kind, id: input.id };
  const row = await ctx.db.resource.findUnique({
    where: { workspaceId_kind_id: { workspaceId: ctx.workspace.id, ...ref } },
    include: { secrets: { select: { path: true, setAt: true } } },
  });
  const state = (row?.state ?? {}) as ResourceState;
  const references = row ? referencesOf(kind, state) : [];
  const reach = await findReach(ctx);
  if (!mayRead(reach, ref, references)) throw refusal("workspace:read");
  if (!row) throw new NotFoundError(kind.singular.toLowerCase(), input.id);
  const functions = functionsOfType(kind.kind, row.catalogId);
  const targets = await findReadable(ctx.db, ctx, reach, [...references, ...functions]);
  const titles = new Map(targets.map((target) => [`${target.kind}\n${target.id}`, target.title]));
  const [named] = await readableTitles(ctx.db, ctx, reach, [{ ...ref, title: row.title }]);
  return {
    kind: input.kind,
    id: row.id,
    title: named?.title ?? row.title,
    enabled: row.enabled,
    catalogId: row.catalogId,
    state,
    revision: row.revision,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    secrets: row.secrets,
    missingSecrets: row.missingSecrets,
    mayWrite: await isAllowedOn(ctx.db, ctx, writePermission[input.kind], { kind, id: row.id, state }),
    uses: [
      ...references.map((each) => ({ ...each, title: titles.get(`${each.kind}\n${each.id}`) ?? each.id })),
      // Most types are no function's: only what is there counts.
      ...functions.flatMap((each) => {
        const title = titles.get(`${each.kind}\n${each.id}`);
        return title === undefined ? [] : [{ ...each, attribute: "metadata", title }];
      }),
    ],
  };
}
