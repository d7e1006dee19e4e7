import fs from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Ctx } from "@/server/core/ctx";
import { parseState } from "@/server/core/kinds/parse-state";
import { isKindName, resourceKinds } from "@/server/core/kinds/table";
import { type KindName, kindNames } from "@/server/core/kinds/types";
import { renderFile } from "@/server/domain/git-sync/repository-files";
import { insertResource } from "@/server/domain/resources/create-resource";
import { sampleResources } from "@/server/domain/sample/sample-resources";
import type { ResourceState } from "@/server/hcl/schema";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient, testApi } from "@/tests/public-api/client";
import { listen } from "@/tests/public-api/http-server";
import { makeTempDir, removeDir } from "@/tests/support/temp-dir";
import { findRealProvider, type RealProvider, workingDirectory } from "./terraform";

const real = findRealProvider();
const longMs = 300_000;
const requiredProviders = `terraform {
  required_providers {
    segment = { source = "segmentio/segment" }
  }
}
`;
const fixture = (name: string) => fs.readFile(fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url)), "utf8");

describe.skipIf(real === null)("the real Segment provider", async () => {
  const { db } = await productDatabase();

  /** A workspace served over HTTP, and a Terraform folder that works on it. */
  async function world(fill?: (ctx: Ctx) => Promise<void>) {
    const client = await apiClient(db);
    await fill?.(client.ctx);
    const url = await listen(testApi(db));
    const folder = await makeTempDir();
    const terraform = workingDirectory(folder, real as RealProvider, url, client.token);
    await terraform.prepare();
    await terraform.write("versions.tf", requiredProviders);
    return { ...client, terraform, close: () => removeDir(folder) };
  }

  it(
    "creates, changes and destroys every kind, and plans nothing in between",
    async () => {
      const { ctx, terraform, close } = await world();
      const rows = () => db.resource.findMany({ where: { workspaceId: ctx.workspace.id }, select: { kind: true } });
      const invites = () =>
        db.invite.count({ where: { workspaceId: ctx.workspace.id, revokedAt: null, acceptedAt: null } });
      const before = await rows();
      await terraform.write("main.tf", await fixture("create.tf"));
      await terraform.apply();
      expect(await terraform.plan()).toEqual({ imports: 0, changes: [] });
      const made = new Set((await rows()).map(({ kind }) => kind));
      expect(kindNames.filter((kind) => !made.has(kind) && kind !== "user")).toEqual([]);
      expect(await invites()).toBe(1);
      await terraform.write("main.tf", await fixture("change.tf"));
      await terraform.apply();
      expect(await terraform.plan()).toEqual({ imports: 0, changes: [] });
      await terraform.destroy();
      expect(await rows()).toEqual(before);
      expect(await invites()).toBe(0);
      await close();
    },
    longMs,
  );

  it(
    "imports the sample workspace from its export, as far as its version knows the kinds, with nothing to do",
    async () => {
      const { ctx, terraform, close } = await world(fillWithSample);
      const schema = await terraform.schema();
      const isKnown = (kind: KindName) => {
        const { terraformType, attributes } = resourceKinds[kind];
        const known = schema[terraformType];
        const hasAll = Object.keys(attributes).every((name) => known?.names.includes(name));
        return hasAll && known?.required.every((name) => Object.hasOwn(attributes, name));
      };
      const unknown = kindNames.filter((kind) => !isKnown(kind));
      // Of 1.0.4; later versions know every kind whole.
      expect(["", "destination_subscription,reverse_etl_model"]).toContain(unknown.toSorted().join());
      let importable = 0;
      for (const { kind, id, state } of await db.resource.findMany({ where: { workspaceId: ctx.workspace.id } })) {
        if (!isKindName(kind) || unknown.includes(kind)) continue;
        const file = renderFile("", kind, id, state as ResourceState);
        await terraform.write(file.path.replaceAll("/", "__"), file.content);
        if (resourceKinds[kind].importId(id, state as ResourceState) !== null) importable += 1;
      }
      expect(await terraform.plan()).toEqual({ imports: importable, changes: [] });
      await close();
    },
    longMs,
  );

  async function fillWithSample(ctx: Ctx) {
    await db.$transaction(
      async (tx) => {
        for (const { kind, id, state } of sampleResources()) {
          await insertResource(tx, ctx, resourceKinds[kind], id, parseState(resourceKinds[kind], state).state);
        }
      },
      { timeout: longMs },
    );
  }
});
