import { z } from "zod";
import { authorize, type Ctx } from "@/server/core/ctx";
import { findFolderProblem } from "@/server/domain/git-sync/check-folder";
import { requireConnection } from "./get-git-connection";
import type { CheckedUrl, GitGateway, Problem } from "./ports";

export const CheckRepository = z.object({
  connectionId: z.string().max(64),
  url: z.string().trim().max(2048),
  branch: z.string().trim().max(255),
  path: z.string().trim().max(200).default(""),
});
export type CheckRepository = z.output<typeof CheckRepository>;

export interface CheckedRepository {
  readonly url: CheckedUrl | null;
  readonly urlProblem: Problem | null;
  readonly branchProblem: Problem | null;
  readonly pathProblem: string | null;
}

/** Judges an address, branch and folder for a connection as they are typed: nothing is connected to. */
export async function checkRepository(ctx: Ctx, git: GitGateway, input: CheckRepository): Promise<CheckedRepository> {
  authorize(ctx, "extensions:manage");
  const { service, method } = await requireConnection(ctx, input.connectionId);
  const check = (url: string) => git.checkUrl(url, { service, method: method === "token" ? "token" : "ssh-key" });
  const checked = check(input.url);
  return {
    url: checked.ok ? checked.value : null,
    urlProblem: checked.ok ? null : withWholeCorrection(checked.problem, check),
    branchProblem: git.findBranchProblem(input.branch),
    pathProblem: findFolderProblem(input.path.replace(/^\.?\/+|\/+$/g, "")),
  };
}

/** A page's address is corrected to one for HTTPS, and that one to SSH: only the last, which can be used, is offered. */
function withWholeCorrection(problem: Problem, check: (url: string) => ReturnType<GitGateway["checkUrl"]>): Problem {
  if (problem.correction === undefined) return problem;
  const next = check(problem.correction);
  return next.ok || next.problem.correction === undefined
    ? problem
    : { ...problem, correction: next.problem.correction };
}
