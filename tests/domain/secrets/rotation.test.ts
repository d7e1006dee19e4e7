import { expect, it, vi } from "vitest";
import { reencrypt } from "@/server/cli/rotate-keys";
import { parseKeyRing, seal, unseal } from "@/server/crypto";
import { connectionSecret } from "@/server/domain/git-connections/connection-secret";
import { secretContext } from "@/server/domain/resources/store-resource";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import { addSource, productDatabase } from "@/tests/domain/git-sync/world";
import { freshWorkspace } from "@/tests/support/database";

/** A ring in which a new key stands before the one that encrypted what is stored, set before the product reads it. */
const olderKey = vi.hoisted(() => {
  const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");
  const older = `k1:${key(7)}`;
  process.env.TRIBUTARY_ENCRYPTION_KEYS = `k2:${key(8)},${older}`;
  return older;
});

const { db } = await productDatabase({ own: true });
const lostKey = `lost:${Buffer.alloc(32, 9).toString("base64")}`;

async function storeSecret(text: string, ring: string) {
  const { ctx } = await freshWorkspace(db);
  const { id } = await addSource(ctx, "web");
  const owner = { workspaceId: ctx.workspace.id, kind: "source", id, path: "settings.key" };
  const context = secretContext(owner.workspaceId, owner.kind, id, owner.path);
  const row = await db.resourceSecret.create({ data: { ...owner, ...seal(text, context, parseKeyRing(ring)) } });
  return { ctx, row, context, where: { workspaceId_kind_id_path: owner } };
}

it("encrypts everything of an older key again; afterwards that key can go", async () => {
  const { ctx, row, context, where } = await storeSecret("an older secret", olderKey);
  const id = `c-${ctx.workspace.id}`;
  const sealed = seal("a private key", `git-connection:${id}`, parseKeyRing(olderKey));
  await db.gitConnection.create({
    data: {
      ...{
        id,
        workspaceId: ctx.workspace.id,
        name: "c",
        service: "x",
        method: "token",
        secretHint: "",
        createdBy: "x",
      },
      ...{ secretCiphertext: sealed.ciphertext, keyId: sealed.keyId, confirmedHostKeys: [] },
    },
  });
  const lines: string[] = [];
  expect(await reencrypt((line) => lines.push(line))).toBe(2);
  expect(lines).toEqual(["2 secrets encrypted again with key “k2”; 0 left with older keys."]);
  const after = await db.resourceSecret.findUniqueOrThrow({ where });
  expect(after).toMatchObject({ keyId: "k2", setAt: row.setAt });
  const onlyNew = parseKeyRing((process.env.TRIBUTARY_ENCRYPTION_KEYS ?? "").split(",")[0] ?? "");
  expect(unseal(after, context, onlyNew)).toBe("an older secret");
  expect(connectionSecret(await db.gitConnection.findUniqueOrThrow({ where: { id } }))).toBe("a private key");
  expect((await workspaceScanner(db, ctx.workspace.id)).find("x an older secret x")).toContain("settings.key");
  expect(await reencrypt(() => undefined)).toBe(0);
});

it("stops at a secret whose key is not in the ring, says which key, and leaves it as it was", async () => {
  const { row, where } = await storeSecret("a lost secret", lostKey);
  await expect(reencrypt(() => undefined)).rejects.toThrow("“lost”");
  expect(await db.resourceSecret.findUniqueOrThrow({ where })).toEqual(row);
});
