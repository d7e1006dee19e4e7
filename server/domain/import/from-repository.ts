import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import { applyImport } from "./apply-import";
import { planImport } from "./plan-import";
import { type ImportGit, readRepository } from "./read-repository";
import type { ApplyFromRepository, PlanFromRepository } from "./schema";
import type { ImportPlan } from "./types";

/** What an import of a tree in a repository would do, and the commit that says so. Nothing is written. */
export async function planFromRepository(
  ctx: Ctx,
  git: ImportGit,
  input: PlanFromRepository,
): Promise<{ commit: string; plan: ImportPlan }> {
  allow(ctx);
  const { commit, files } = await readRepository(ctx, git, input);
  return { commit, plan: await planImport(ctx, { files, deleteMissing: input.deleteMissing }) };
}

/** Applies what was planned. Throws `conflict` when the branch has moved since: then the plan is not what would be done. */
export async function applyFromRepository(ctx: Ctx, git: ImportGit, input: ApplyFromRepository): Promise<ImportPlan> {
  allow(ctx);
  const { commit, files, display } = await readRepository(ctx, git, input);
  if (commit !== input.commit) {
    throw new DomainError("conflict", `The branch has moved to ${commit.slice(0, 7)} since the plan was made.`, {
      next: "Look at the new plan, then apply that.",
      data: { commit },
    });
  }
  const from = `${display} at ${commit.slice(0, 7)}`;
  return applyImport(ctx, { files, deleteMissing: input.deleteMissing }, from);
}

/** A connection is used, and the whole workspace is written to. */
function allow(ctx: Ctx): void {
  authorize(ctx, "extensions:manage");
  authorize(ctx, "workspace:manage");
}
