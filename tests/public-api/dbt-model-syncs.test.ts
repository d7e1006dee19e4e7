import { describe, expect, it } from "vitest";
import { dbtProjectOn } from "@/tests/domain/dbt-models/world";
import { gitWorld, productDatabase } from "@/tests/domain/git-sync/world";
import { apiClient } from "./client";

const { db } = await productDatabase();
const world = await gitWorld();

describe("dbt model syncs", () => {
  it("are asked for by the source that the models are bound to", async () => {
    const set = await dbtProjectOn(db, world);
    const { sourceId } = await db.dbtProject.findUniqueOrThrow({ where: { id: set.projectId } });
    const { send } = await apiClient(db, { ctx: set.ctx });
    const { data } = await send("POST", "/dbt-model-syncs/trigger", { sourceId });
    expect(data.dbtModelSyncTrigger).toMatchObject({ sourceId, status: "QUEUED" });
    expect(await db.dbtRun.count({ where: { id: data.dbtModelSyncTrigger.id } })).toBe(1);
  });

  it("are refused for a source without dbt models, and for members", async () => {
    const owner = await apiClient(db);
    expect((await owner.send("POST", "/dbt-model-syncs/trigger", { sourceId: "nothing" })).status).toBe(404);
    expect((await owner.send("POST", "/dbt-model-syncs/trigger", {})).errors[0]?.field).toBe("sourceId");
    const member = await apiClient(db, { role: "Workspace Member" });
    expect((await member.send("POST", "/dbt-model-syncs/trigger", { sourceId: "nothing" })).status).toBe(401);
  });
});
