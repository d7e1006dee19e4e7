import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";
import { type RecordedCall, replay } from "./replay";
import { addWorld } from "./world";

const { db } = await productDatabase();

const recorded = (name: string): RecordedCall[] =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));

it.each(["function", "insert_function_instance", "transformation", "reverse_etl_model"])(
  "the Terraform provider creates, changes and destroys a %s",
  async (name) => {
    const client = await apiClient(db);
    const world = await addWorld(client.ctx);
    const fn = { code: "x", displayName: "Fn", resourceType: "INSERT_DESTINATION", settings: [] };
    const { data } = await client.send("POST", "/functions", fn);
    const before = await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } });
    await replay(client, recorded(name), { ...world, functionId: data.function.id.replace("ifnd_", "") });
    expect(await db.resource.count({ where: { workspaceId: client.ctx.workspace.id } })).toBe(before);
  },
);
