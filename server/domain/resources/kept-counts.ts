import type { Ctx } from "@/server/core/ctx";
import type { KindName } from "@/server/core/kinds/types";
import type { Reach } from "./reach";

interface Kept {
  readonly seq: bigint;
  readonly value: unknown;
}

const most = 1_000;
const kept = new Map<string, Kept>();

/**
 * What `count` works out from all resources of a kind, kept while nothing in the workspace changes: a list of thousands
 * need not be counted for each of its pages. `seq` is the workspace's newest change, read no later than the count; what is
 * counted after a newer one is then counted once more. People who may not read everything have counts of their own, which
 * are not kept.
 */
export async function keptCount<T>(
  { ctx, reach, kind, what }: { ctx: Ctx; reach: Reach; kind: KindName; what: "rows" | "filters" },
  seq: bigint,
  count: () => Promise<T>,
): Promise<T> {
  if (!reach.all) return count();
  const key = `${ctx.workspace.id} ${kind} ${what}`;
  const there = kept.get(key);
  const value = there?.seq === seq ? (there.value as T) : await count();
  kept.delete(key);
  kept.set(key, { seq, value });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest) kept.delete(oldest);
  return value;
}
