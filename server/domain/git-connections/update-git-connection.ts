import { Prisma } from "@/prisma/generated/client";
import { authorize, type Ctx } from "@/server/core/ctx";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { retryProjectsWith } from "@/server/domain/dbt-models/retry-projects-with";
import { announceRun } from "@/server/domain/git-sync/announce-run";
import { retrySyncsWith } from "@/server/domain/git-sync/retry-syncs-with";
import { sealConnectionSecret } from "./connection-secret";
import { nameTaken, readKey, readToken, refuseHostKeys } from "./create-git-connection";
import { requireConnection } from "./get-git-connection";
import type { GitGateway } from "./ports";
import type { UpdateGitConnection } from "./schema";

/** Renames a connection, replaces its secret or host keys. What is mended clears the last failure, so that syncs try again. */
export async function updateGitConnection(ctx: Ctx, git: GitGateway, input: UpdateGitConnection): Promise<void> {
  authorize(ctx, "extensions:manage");
  const row = await requireConnection(ctx, input.id);
  if (input.confirmedHostKeys) refuseHostKeys(git, row.service, input.confirmedHostKeys);
  const username = input.username === undefined ? row.username : input.username;
  const credential =
    input.secret === undefined
      ? null
      : row.method === "ssh-key"
        ? readKey(git, input.secret)
        : readToken(git, { service: row.service, token: input.secret, username });
  const mended = credential !== null || input.confirmedHostKeys !== undefined;
  const sealed = credential ? sealConnectionSecret(row.id, credential.secret) : null;
  await ctx.db
    .$transaction(async (tx) => {
      await tx.gitConnection.update({
        where: { id: row.id },
        data: {
          ...(input.name === undefined ? {} : { name: input.name }),
          ...(input.confirmedHostKeys ? { confirmedHostKeys: input.confirmedHostKeys } : {}),
          username,
          ...(credential && sealed
            ? {
                secretCiphertext: sealed.ciphertext,
                keyId: sealed.keyId,
                secretSetAt: new Date(),
                secretHint: credential.secretHint,
                publicKey: credential.publicKey,
                fingerprint: credential.fingerprint,
                username: credential.username ?? username,
              }
            : {}),
          ...(mended ? { health: "unknown", failure: Prisma.DbNull } : {}),
        },
      });
      if (mended) await retrySyncsWith(tx, ctx.workspace.id, row.id);
      if (credential) await retryProjectsWith(tx, row.id);
      await recordAudit(tx, ctx, {
        type: credential ? "Git Connection Credential Replaced" : "Git Connection Modified",
        resourceType: "git_connection",
        resourceId: row.id,
        resourceName: input.name ?? row.name,
      });
    })
    .catch((error) => nameTaken(error, input.name ?? row.name));
  if (mended && row.gitSyncs.length > 0) await announceRun(ctx, "");
}
