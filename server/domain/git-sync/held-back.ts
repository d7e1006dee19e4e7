import type { Db, Tx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { KindName } from "@/server/core/kinds/types";
import type { HeldBack } from "@/server/domain/export/resource-file";
import type { RunRecorder } from "./run-recorder";

/** What a push did about resources that may be held back: of which it wrote the file, and which it left out. */
export interface Holding {
  /** `all`: a full sync, which looks at every resource. */
  readonly looked: "all" | readonly { readonly kind: KindName; readonly id: string }[];
  readonly heldBack: readonly HeldBack[];
}

const mostNamed = 20;

/** Says on the run what was left out, and why. */
export function noteHeldBack(run: RunRecorder, heldBack: readonly HeldBack[]): void {
  if (heldBack.length === 0) return;
  run.counts.heldBack = heldBack.length;
  for (const { kind, title, path, problem } of heldBack.slice(0, mostNamed)) {
    const at = problem.path === "" ? "" : ` at ${problem.path}`;
    const name = `${resourceKinds[kind].singular} “${title.slice(0, 100)}”`;
    run.note({
      kind: "held-back",
      text: `${name} was left out, and ${path} stays as it was: its file would not be right${at.slice(0, 200)}. ${problem.reason}`,
    });
  }
  const more = heldBack.length - mostNamed;
  if (more > 0) run.note({ kind: "held-back", text: `${more} more resources were left out for such a reason.` });
}

/** Brings the list of held-back resources to what a push found, in the transaction that records the push. */
export async function storeHolding(
  tx: Tx,
  of: { workspaceId: string; runId: string },
  { looked, heldBack }: Holding,
): Promise<void> {
  const { workspaceId, runId } = of;
  const gone =
    looked === "all" ? { workspaceId } : { workspaceId, OR: looked.map(({ kind, id }) => ({ kind, resourceId: id })) };
  if (looked === "all" || looked.length > 0) await tx.gitSyncHeldBack.deleteMany({ where: gone });
  if (heldBack.length === 0) return;
  await tx.gitSyncHeldBack.createMany({
    data: heldBack.map(({ kind, id, title, problem }) => ({
      ...{ workspaceId, runId, kind, title },
      resourceId: id,
      attribute: problem.path.slice(0, 1000),
      reason: problem.reason,
    })),
  });
}

export interface ShownHeldBack {
  readonly kind: string;
  readonly resourceId: string;
  readonly title: string;
  /** Dotted; empty for the whole file. */
  readonly attribute: string;
  readonly reason: string;
  readonly runId: string;
  readonly at: Date;
}

const mostShown = 100;

/** What is held back now, newest first (at most 100), and how many there are. */
export async function listHeldBack(db: Db, workspaceId: string): Promise<{ items: ShownHeldBack[]; total: number }> {
  const [items, total] = await Promise.all([
    db.gitSyncHeldBack.findMany({
      where: { workspaceId },
      orderBy: [{ at: "desc" }, { kind: "asc" }, { resourceId: "asc" }],
      take: mostShown,
      omit: { workspaceId: true },
    }),
    db.gitSyncHeldBack.count({ where: { workspaceId } }),
  ]);
  return { items, total };
}
