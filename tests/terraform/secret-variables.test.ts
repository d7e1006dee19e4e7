import { describe, expect, it } from "vitest";
import { parseState } from "@/server/core/kinds/parse-state";
import { variableName } from "@/server/core/kinds/secret-variables";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import { unseal } from "@/server/crypto";
import { setSecretsStyle } from "@/server/domain/git-sync/set-secrets-style";
import { insertResource } from "@/server/domain/resources/create-resource";
import { secretContext } from "@/server/domain/resources/store-resource";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { exported } from "@/tests/domain/import/tree";
import { apiClient, testApi } from "@/tests/public-api/client";
import { listen } from "@/tests/public-api/http-server";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { findRealProvider, type RealProvider, workingDirectory } from "./terraform";

const real = findRealProvider();
const longMs = 300_000;
const providers = 'terraform {\n  required_providers {\n    segment = { source = "segmentio/segment" }\n  }\n}\n';

describe.skipIf(real === null)("an export with variables, and the real Segment provider", async () => {
  const { db } = await productDatabase();

  it(
    "sends each secret once after the import, and plans nothing from then on",
    async () => {
      const { ctx, token } = await apiClient(db);
      await db.$transaction(
        async (tx) => {
          for (const { kind, id, state } of sampleResources()) {
            await insertResource(tx, ctx, resourceKinds[kind], id, parseState(resourceKinds[kind], state).state);
          }
        },
        { timeout: longMs },
      );
      await setSecretsStyle(ctx, { style: "variables" });
      const folder = await makeTempDir();
      const terraform = workingDirectory(folder, real as RealProvider, await listen(testApi(db)), token);
      await terraform.prepare();
      await terraform.write("versions.tf", providers);
      for (const [path, text] of await exported(ctx)) await terraform.write(path.replaceAll("/", "__"), text);
      const secrets = await db.resourceSecret.findMany({ where: { workspaceId: ctx.workspace.id } });
      await terraform.write("terraform.tfvars", secrets.flatMap(asValue).join("\n"));
      const holders = new Set(secrets.map(({ kind, id }) => `${kind}/${id}`));
      const first = await terraform.plan();
      expect(first.changes.every((each) => each.endsWith(": update"))).toBe(true);
      expect(first.changes).toHaveLength(holders.size);
      await terraform.apply();
      expect(await terraform.plan()).toEqual({ imports: 0, changes: [] });
      const after = await db.resourceSecret.findMany({ where: { workspaceId: ctx.workspace.id } });
      expect(after.map(({ path, setAt }) => [path, setAt])).toEqual(secrets.map(({ path, setAt }) => [path, setAt]));
      await removeDir(folder);
    },
    longMs,
  );
});

type Secret = Parameters<typeof unseal>[0] & { workspaceId: string; kind: string; id: string; path: string };

function asValue({ workspaceId, kind, id, path, ...sealed }: Secret): string[] {
  if (!isKindName(kind)) return [];
  const value = unseal(sealed, secretContext(workspaceId, kind, id, path));
  return [`${variableName(resourceKinds[kind], id, path.replace(/^settings\./, ""))} = ${JSON.stringify(value)}`];
}
