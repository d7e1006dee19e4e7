import { describe, expect, it } from "vitest";
import { parseState } from "@/server/core/kinds/parse-state";
import { resourceKinds } from "@/server/core/kinds/table";
import { insertResource } from "@/server/domain/resources/create-resource";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { exported } from "@/tests/domain/import/tree";
import { apiClient, testApi } from "@/tests/public-api/client";
import { listen } from "@/tests/public-api/http-server";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { findRealProvider, type RealProvider, workingDirectory } from "./terraform";

const real = findRealProvider();
const longMs = 300_000;
const versions = 'terraform {\n  required_providers {\n    segment = { source = "segmentio/segment" }\n  }\n}\n';

describe.skipIf(real === null)("an export, and the real Segment provider", async () => {
  const { db } = await productDatabase();

  it(
    "is destroyed in one go, although its files do not refer to each other: only the last owner stays",
    async () => {
      const { ctx, token } = await apiClient(db);
      const where = { workspaceId: ctx.workspace.id };
      const stays = (await db.resource.findMany({ where, select: { kind: true, id: true } })).map(
        ({ kind, id }) => `${kind}/${id}`,
      );
      await db.$transaction(
        async (tx) => {
          for (const { kind, id, state } of sampleResources()) {
            await insertResource(tx, ctx, resourceKinds[kind], id, parseState(resourceKinds[kind], state).state);
          }
        },
        { timeout: longMs },
      );
      const folder = await makeTempDir();
      const terraform = workingDirectory(folder, real as RealProvider, await listen(testApi(db)), token);
      await terraform.prepare();
      await terraform.write("versions.tf", versions);
      for (const [path, text] of await exported(ctx)) {
        if (stays.some((each) => path === `${each.replace("user/", "users/")}.tf`)) continue;
        await terraform.write(path.replaceAll("/", "__"), text);
      }
      await terraform.apply();
      await terraform.destroy("-parallelism=100");
      const left = await db.resource.findMany({ where, select: { kind: true, id: true } });
      expect(left.map(({ kind, id }) => `${kind}/${id}`).toSorted()).toEqual(stays.toSorted());
      await removeDir(folder);
    },
    longMs,
  );
});
