import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { InvalidError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { connectionSecret } from "./connection-secret";
import { requireConnection } from "./get-git-connection";
import type { CheckResult, GitGateway } from "./ports";
import type { TestGitConnection } from "./schema";

export interface TestedConnection {
  readonly ok: boolean;
  readonly steps: readonly CheckResult[];
}

/**
 * Really tries a connection against a repository: resolve, reach, host key or certificate, authenticate, read, write,
 * branch protection. The result is kept as the connection's health.
 */
export async function testGitConnection(
  ctx: Ctx,
  git: GitGateway,
  input: TestGitConnection,
): Promise<TestedConnection> {
  authorize(ctx, "extensions:manage");
  const row = await requireConnection(ctx, input.id);
  const method = row.method === "token" ? "token" : "ssh-key";
  const checked = git.checkUrl(input.url, { service: row.service, method });
  if (!checked.ok)
    throw new InvalidError([{ path: "url", message: `${checked.problem.message} ${checked.problem.remedy}` }]);
  const branch = git.findBranchProblem(input.branch);
  if (branch) throw new InvalidError([{ path: "branch", message: `${branch.message} ${branch.remedy}` }]);
  const target = {
    workspaceId: ctx.workspace.id,
    url: checked.value.url,
    branch: input.branch,
    service: row.service,
    method,
    username: row.username,
    secret: connectionSecret(row),
    confirmedHostKeys: row.confirmedHostKeys,
  } as const;
  const steps: CheckResult[] = [];
  for await (const step of git.verify(target, input.purpose)) steps.push(step);
  const failed = steps.find((step) => step.status === "failed");
  await ctx.db.$transaction(async (tx) => {
    await tx.gitConnection.update({
      where: { id: row.id },
      data: {
        health: failed ? "failing" : "ok",
        // An older failure says nothing about what was found now.
        failure: (failed?.failure as unknown as Prisma.InputJsonObject | null | undefined) ?? Prisma.DbNull,
        lastTest: steps as unknown as Prisma.InputJsonArray,
        lastTestedAt: new Date(),
      },
    });
    await recordAudit(tx, ctx, {
      type: "Git Connection Tested",
      resourceType: "git_connection",
      resourceId: row.id,
      resourceName: row.name,
      detail: { result: failed ? `failed at ${failed.step}` : "ok" },
    });
  });
  return { ok: !failed, steps };
}
