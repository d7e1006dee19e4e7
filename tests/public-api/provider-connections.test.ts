import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { type RecordedCall, replay } from "./replay";
import { addWorld } from "./world";

const { db } = await productDatabase();

const recorded = (name: string): RecordedCall[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));

it.each([
  "destination",
  "destination_filter",
  "destination_subscription",
  "warehouse",
  "source_warehouse_connection",
  "tracking_plan",
  "source_tracking_plan_connection",
])("the Terraform provider creates, changes and destroys a %s", async (name) => {
  const client = await apiClient(db);
  const world = await addWorld(client.ctx);
  const before = await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } });
  await replay(client, recorded(name), { ...world });
  expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } })).toBe(before);
});
