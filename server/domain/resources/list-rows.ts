import { Prisma } from "@/prisma/generated/client";
import type { Ctx } from "@/server/core/ctx";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { EntryName } from "@/server/domain/catalog/name-entries";
import type { ResourceState } from "@/server/hcl/schema";
import { type ListedResource, listResources, type ResourceList } from "./list-resources";
import { nameTypes } from "./name-types";
import { findReach, type Reach, readable } from "./reach";
import { readableTitles } from "./readable-titles";
import type { ListResources } from "./schema";

export interface NamedReference {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
  readonly attribute: string;
}

/** A line of a list page: the resource, its type by name, what it names, and the few attributes its kind shows. */
export interface ListedRow extends ListedResource {
  readonly type: EntryName | null;
  readonly uses: readonly NamedReference[];
  readonly facts: ResourceState;
  /** Rules of a tracking plan; null for other kinds. */
  readonly ruleCount: number | null;
}

/** Attributes that lists show, so that a page never loads code, rules or settings. */
const shownFacts: { readonly [K in KindName]?: readonly string[] } = {
  destination_subscription: ["trigger"],
  destination_filter: ["if"],
  transformation: ["if"],
  tracking_plan: ["type"],
  function: ["resource_type"],
  profiles_warehouse: ["space_id"],
  user: ["permissions"],
  user_group: ["permissions", "members"],
  label: ["description"],
};

/** Kinds that name nothing but labels, which lists show by themselves. */
const namesOnlyLabels: ReadonlySet<KindName> = new Set(["source", "warehouse", "tracking_plan", "function", "label"]);

type RowList = Omit<ResourceList, "items"> & { readonly items: ListedRow[] };

/** One page of a list with all that it shows, in a fixed number of queries whatever its length. */
export async function listRows(ctx: Ctx, input: ListResources): Promise<RowList> {
  const kind = resourceKinds[input.kind];
  const page = await listResources(ctx, input);
  const reach = await findReach(ctx);
  const titled = await readableTitles(
    ctx.db,
    ctx,
    reach,
    page.items.map((item) => ({ ...item, kind: input.kind })),
  );
  const ids = page.items.map((item) => item.id);
  const catalogIds = page.items.flatMap((item) => item.catalogId ?? []);
  const [types, uses, facts] = await Promise.all([
    nameTypes(ctx, kind, catalogIds),
    usesOf(ctx, reach, input.kind, ids),
    factsOf(ctx, input.kind, ids),
  ]);
  const items = titled.map((item) => ({
    ...item,
    type: types.get(item.catalogId ?? "") ?? null,
    uses: uses.get(item.id) ?? [],
    facts: facts.get(item.id)?.facts ?? {},
    ruleCount: facts.get(item.id)?.rules ?? null,
  }));
  return { ...page, items };
}

async function usesOf(
  ctx: Ctx,
  reach: Reach,
  kind: KindName,
  ids: readonly string[],
): Promise<Map<string, NamedReference[]>> {
  const found = new Map<string, NamedReference[]>();
  if (ids.length === 0 || namesOnlyLabels.has(kind)) return found;
  const rows = await ctx.db.$queryRaw<
    { id: string; attribute: string; kind: string; targetId: string; title: string }[]
  >`
    SELECT r.id, r.attribute, r."targetKind" AS kind, r."targetId", coalesce(t.title, r."targetId") AS title
    FROM "ResourceReference" r LEFT JOIN "Resource" t
      ON t."workspaceId" = r."workspaceId" AND t.kind = r."targetKind" AND t.id = r."targetId" AND ${readable(reach, Prisma.sql`t`)}
    WHERE r."workspaceId" = ${ctx.workspace.id} AND r.kind = ${kind} AND r.id = ANY(${ids}::text[])
      AND r."targetKind" <> 'label'`;
  for (const { id, attribute, kind: target, targetId, title } of rows) {
    if (!isKindName(target)) continue;
    const list = found.get(id) ?? [];
    found.set(id, [...list, { kind: target, id: targetId, attribute, title }]);
  }
  return found;
}

async function factsOf(ctx: Ctx, kind: KindName, ids: readonly string[]) {
  const names = shownFacts[kind];
  if (!names || ids.length === 0) return new Map<string, { facts: ResourceState; rules: number | null }>();
  const rules = kind === "tracking_plan" ? Prisma.sql`jsonb_array_length(state->'rules')` : Prisma.sql`NULL::integer`;
  const rows = await ctx.db.$queryRaw<{ id: string; facts: ResourceState | null; rules: number | null }[]>`
    SELECT id, ${rules} AS rules, (SELECT jsonb_object_agg(key, value) FROM jsonb_each(state) WHERE key = ANY(${names}::text[])) AS facts
    FROM "Resource" WHERE "workspaceId" = ${ctx.workspace.id} AND kind = ${kind} AND id = ANY(${ids}::text[])`;
  return new Map(rows.map(({ id, facts, rules }) => [id, { facts: facts ?? {}, rules }]));
}
