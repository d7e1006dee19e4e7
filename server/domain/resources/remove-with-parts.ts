import { Prisma } from "@/prisma/generated/client";
import type { Ctx, Tx } from "@/server/core/ctx";
import { allKinds, resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import { writePermission } from "@/server/core/permissions";
import { changeWorkspace } from "@/server/domain/changes/change-workspace";
import type { ResourceState } from "@/server/hcl/schema";
import { authorizeOn } from "./reach";
import { refuseInUse, removeIn } from "./remove-resource";

interface Ref {
  readonly kind: KindName;
  readonly id: string;
}

interface Member extends Ref {
  readonly title: string;
  readonly state: ResourceState;
}

/** Kinds and attributes of what could not be without what it names: a source's destination, a destination's mapping. */
const belonging = allKinds.flatMap(({ kind, attributes }) =>
  Object.entries(attributes)
    .filter(([, { input, createOnly, mode }]) => input === "reference" && (createOnly || mode === "required"))
    .map(([attribute]) => ({ kind, id: attribute })),
);

/** As deep as parts of parts go, and more: a source, its destination, its mapping. */
const deepest = 6;
const longestMs = 5 * 60_000;

/**
 * Deletes a resource with everything that belongs to it, innermost first, each with a change record of its own: all of it
 * or nothing. Refused, as any delete is, while something else names one of them.
 */
export async function removeWithParts(ctx: Ctx, ref: Ref): Promise<void> {
  await changeWorkspace(
    ctx,
    async (tx) => {
      const members = await holdMembers(tx, ctx, ref);
      for (const { kind, id, state } of members.toReversed()) {
        await authorizeOn(tx, ctx, writePermission[kind], { kind: resourceKinds[kind], id, state });
      }
      await refuseOutsideUse(tx, ctx, members);
      for (const member of members) await removeIn(tx, ctx, member);
      // It is not there, which is said here.
      if (members.length === 0) await removeIn(tx, ctx, ref);
    },
    { timeoutMs: longestMs },
  );
}

const keyOf = ({ kind, id }: Ref) => `${kind}/${id}`;

const pairsOf = (refs: readonly { readonly kind: string; readonly id: string }[]) =>
  Prisma.sql`SELECT * FROM unnest(${refs.map(({ kind }) => kind)}::text[], ${refs.map(({ id }) => id)}::text[])`;

/** One look at all of them: only the first that is in use is asked about further. */
async function refuseOutsideUse(tx: Tx, ctx: Ctx, members: readonly Member[]): Promise<void> {
  const [used] = await tx.$queryRaw<Ref[]>`
    SELECT r."targetKind" AS kind, r."targetId" AS id FROM "ResourceReference" r
    WHERE r."workspaceId" = ${ctx.workspace.id} AND (r."targetKind", r."targetId") IN (${pairsOf(members)})
      AND (r.kind, r.id) NOT IN (${pairsOf(members)}) LIMIT 1`;
  const member = used && members.find((each) => keyOf(each) === keyOf(used));
  if (member) await refuseInUse(tx, ctx, member, member.title, new Set(members.map(keyOf)));
}

/**
 * A resource and its parts, innermost first, their rows held in one order for all: whoever deletes a source and whoever
 * deletes one of its destinations wait for each other.
 */
async function holdMembers(tx: Tx, ctx: Ctx, { kind, id }: Ref): Promise<Member[]> {
  if (id.includes("\0")) return [];
  const found = await tx.$queryRaw<{ kind: string; id: string; depth: number }[]>`
    WITH RECURSIVE part (kind, id, depth) AS (
      SELECT ${kind}::text, ${id}::text, 0
      UNION
      SELECT r.kind, r.id, part.depth + 1 FROM part JOIN "ResourceReference" r
        ON r."workspaceId" = ${ctx.workspace.id} AND r."targetKind" = part.kind AND r."targetId" = part.id
      WHERE part.depth < ${deepest} AND (r.kind, r.attribute) IN (${pairsOf(belonging)}))
    SELECT kind, id, max(depth)::integer AS depth FROM part GROUP BY kind, id`;
  const rows = await tx.$queryRaw<Member[]>`
    SELECT kind, id, title, state FROM "Resource"
    WHERE "workspaceId" = ${ctx.workspace.id} AND (kind, id) IN (${pairsOf(found)})
    ORDER BY kind, id FOR UPDATE`;
  const depths = new Map(found.map((each) => [`${each.kind}/${each.id}`, each.depth]));
  const depthOf = (row: Member) => depths.get(keyOf(row)) ?? 0;
  return rows.toSorted((a, b) => depthOf(b) - depthOf(a));
}
