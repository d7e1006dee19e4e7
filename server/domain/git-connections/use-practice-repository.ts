import { authorize, type Ctx } from "@/server/core/ctx";
import { createGitConnection } from "./create-git-connection";
import type { GitGateway } from "./ports";

/** The small Git host that comes with the product, for trying it out. */
export interface PracticeRepository {
  /** `ssh://git@127.0.0.1:PORT/practice.git` */
  readonly url: string;
  /** Its host, as connections name it. */
  readonly service: string;
  /** The branch that it begins with. */
  readonly branch: string;
  /** Lets a public key in, from the next sign-in on. A key that is in already stays once. */
  authorize(publicKey: string): Promise<void>;
}

const name = "Practice repository";

/** The practice repository of this installation; null when it has none. */
export function findPracticeRepository(ctx: Ctx, practice: PracticeRepository | null) {
  authorize(ctx, "extensions:manage");
  return practice && { url: practice.url, service: practice.service, branch: practice.branch };
}

/**
 * A connection to the practice repository whose key is let in there: the one that the workspace has, or a new one with a
 * generated key.
 */
export async function usePracticeRepository(
  ctx: Ctx,
  git: GitGateway,
  practice: PracticeRepository,
): Promise<{ id: string }> {
  authorize(ctx, "extensions:manage");
  const { service } = practice;
  const rows = await ctx.db.gitConnection.findMany({
    where: { workspaceId: ctx.workspace.id },
    orderBy: { createdAt: "asc" },
  });
  const known = rows.find((row) => row.service === service && row.publicKey !== null);
  if (known?.publicKey) {
    await practice.authorize(known.publicKey);
    return { id: known.id };
  }
  const { publicKey, privateKey } = git.generateKey(`tributary-${ctx.workspace.slug}`);
  await practice.authorize(publicKey);
  const taken = new Set(rows.map((row) => row.name));
  return createGitConnection(ctx, git, {
    method: "ssh-key",
    name: freeName(taken),
    service,
    privateKey,
    confirmedHostKeys: [],
  });
}

function freeName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}
