import { keyRing, seal, unseal } from "@/server/crypto";
import { database } from "@/server/db";
import { projectEnv, sealEnv, sealWebhookSecret, webhookSecret } from "@/server/domain/dbt-models/project-secrets";
import { connectionSecret, sealConnectionSecret } from "@/server/domain/git-connections/connection-secret";
import { secretContext } from "@/server/domain/resources/store-resource";

const batch = 200;

/**
 * Encrypts every secret that an older key encrypted with the first key of TRIBUTARY_ENCRYPTION_KEYS. It may be stopped and
 * started again at any time; once it reports 0 left, the older keys can go.
 */
export async function reencrypt(say: (line: string) => void): Promise<number> {
  const { db } = database();
  const { current } = keyRing();
  let done = 0;
  for (;;) {
    const rows = await db.resourceSecret.findMany({ where: { keyId: { not: current } }, take: batch });
    for (const row of rows) {
      const { workspaceId, kind, id, path } = row;
      const context = secretContext(workspaceId, kind, id, path);
      const where = { workspaceId_kind_id_path: { workspaceId, kind, id, path } };
      // `setAt` stays: the secret itself did not change. The old key in the condition keeps a newer secret.
      await db.resourceSecret.update({
        where: { ...where, keyId: row.keyId },
        data: seal(unseal(row, context), context),
      });
    }
    done += rows.length;
    if (rows.length < batch) break;
  }
  for (const row of await db.gitConnection.findMany({ where: { keyId: { not: current } } })) {
    const sealed = sealConnectionSecret(row.id, connectionSecret(row));
    await db.gitConnection.update({
      where: { id: row.id, keyId: row.keyId },
      data: { secretCiphertext: sealed.ciphertext, keyId: sealed.keyId },
    });
    done += 1;
  }
  done += await reencryptDbtProjects(current);
  say(`${done} secrets encrypted again with key “${current}”; 0 left with older keys.`);
  return done;
}

/** Environment values and webhook secrets of dbt projects. */
async function reencryptDbtProjects(current: string): Promise<number> {
  const { db } = database();
  const where = { OR: [{ envKeyId: { not: current } }, { webhookKeyId: { not: current } }] };
  const rows = await db.dbtProject.findMany({ where });
  for (const row of rows) {
    // A secret that was replaced meanwhile is under the new key already, and stays.
    const { id, envKeyId, webhookKeyId } = row;
    await db.dbtProject.updateMany({ where: { id, envKeyId }, data: sealEnv(id, projectEnv(row)) });
    await db.dbtProject.updateMany({ where: { id, webhookKeyId }, data: sealWebhookSecret(id, webhookSecret(row)) });
  }
  return rows.length;
}

/** The command: works on the running product's database, or starts the embedded one. */
export async function rotateKeys(): Promise<number> {
  const { joinRuntime } = await import("./runtime");
  const runtime = await joinRuntime();
  try {
    await reencrypt((line) => process.stdout.write(`${line}\n`));
    return 0;
  } finally {
    await database().close();
    await runtime.stop();
  }
}
