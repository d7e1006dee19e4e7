import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { type RecordedCall, replay } from "./replay";
import { addWorld } from "./world";

const { db } = await productDatabase();

const recorded = (name: string): RecordedCall[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));

it.each(["source", "label"])("the Terraform provider creates, changes and destroys a %s", async (name) => {
  const client = await apiClient(db);
  for (const label of ["environment:prod", "environment:dev", "team:growth"]) {
    const [key, value] = label.split(":");
    await client.send("POST", "/labels", { label: { key, value } });
  }
  const where = { workspaceId: client.ctx.workspace.id };
  const before = await db.resource.count({ where });
  await replay(client, recorded(name), {});
  expect(await db.resource.count({ where })).toBe(before);
});

it("the Terraform provider reads each of its data sources", async () => {
  const client = await apiClient(db);
  const { id: workspace, slug } = client.ctx.workspace;
  const user = await db.resource.findFirstOrThrow({ where: { workspaceId: workspace, kind: "user" } });
  await replay(client, recorded("data_sources"), { ...(await addWorld(client.ctx)), workspace, slug, user: user.id });
});
