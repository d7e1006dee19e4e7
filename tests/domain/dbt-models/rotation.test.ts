import { expect, it, vi } from "vitest";
import { reencrypt } from "@/server/cli/rotate-keys";
import { parseKeyRing, seal } from "@/server/crypto";
import { projectEnv, webhookSecret } from "@/server/domain/dbt-models/project-secrets";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { dbtProjectOn } from "./world";

/** A ring in which a new key stands before an older one, set before the product reads it. */
const olderKey = vi.hoisted(() => {
  const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");
  const older = `k1:${key(7)}`;
  process.env.TRIBUTARY_ENCRYPTION_KEYS = `k2:${key(8)},${older}`;
  return older;
});

const { db } = await productDatabase({ own: true });
const world = await gitWorld();

it("environment values and webhook secrets of an older key are encrypted again", async () => {
  const { projectId: id, webhookSecret: secret } = await dbtProjectOn(db, world, { env: { REGION: "eu" } });
  const ring = parseKeyRing(olderKey);
  const env = seal(JSON.stringify({ REGION: "eu" }), `dbt-env:${id}`, ring);
  const webhook = seal(secret, `dbt-webhook:${id}`, ring);
  await db.dbtProject.update({
    where: { id },
    data: {
      envCiphertext: env.ciphertext,
      envKeyId: env.keyId,
      webhookCiphertext: webhook.ciphertext,
      webhookKeyId: webhook.keyId,
    },
  });
  expect(await reencrypt(() => undefined)).toBe(1);
  const after = await db.dbtProject.findUniqueOrThrow({ where: { id } });
  expect([after.envKeyId, after.webhookKeyId, after.envNames]).toEqual(["k2", "k2", ["REGION"]]);
  expect([projectEnv(after), webhookSecret(after)]).toEqual([{ REGION: "eu" }, secret]);
  expect(await reencrypt(() => undefined)).toBe(0);
});
