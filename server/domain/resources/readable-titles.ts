import type { Ctx, Db, Tx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import { findReadable, type Reach } from "./reach";

interface Titled {
  readonly kind: KindName;
  readonly id: string;
  readonly title: string;
}

/** Kinds whose id is a pair of other ids, and whose: alone it says nothing to a person. */
export const pairKinds: { readonly [K in KindName]?: readonly [first: KindName, second: KindName] } = {
  source_warehouse_connection: ["source", "warehouse"],
  source_tracking_plan_connection: ["source", "tracking_plan"],
};

/**
 * The same rows; connections are called after what they connect: "Website → Snowflake". What the person may not read
 * is called by its id. At most one query.
 */
export async function readableTitles<Row extends Titled>(
  db: Db | Tx,
  ctx: Ctx,
  reach: Reach,
  rows: readonly Row[],
): Promise<Row[]> {
  const ends = rows.flatMap(endsOf);
  if (ends.length === 0) return [...rows];
  const found = await findReadable(db, ctx, reach, ends);
  const titles = new Map(found.map(({ kind, id, title }) => [`${kind} ${id}`, title]));
  return rows.map((row) => {
    const names = endsOf(row).map(({ kind, id }) => isolated(titles.get(`${kind} ${id}`) ?? id));
    return names.length > 0 ? { ...row, title: names.join(" → ") } : row;
  });
}

/** Right-to-left names stand in isolation, or the arrow would point from the second to the first. */
const isolated = (name: string) => (/[\u0590-\u08ff\ufb1d-\ufefc]/.test(name) ? `\u2068${name}\u2069` : name);

function endsOf({ kind, id }: Titled): { kind: KindName; id: string }[] {
  const kinds = pairKinds[kind];
  const at = id.indexOf(":");
  if (!kinds || at < 0) return [];
  return [
    { kind: kinds[0], id: id.slice(0, at) },
    { kind: kinds[1], id: id.slice(at + 1) },
  ];
}
