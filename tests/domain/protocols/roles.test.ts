import { expect, it } from "vitest";
import { removeRules, replaceRules, upsertRules } from "@/server/domain/protocols/change-rules";
import { connectTrackingPlan, disconnectTrackingPlan } from "@/server/domain/protocols/connect-tracking-plan";
import { getSchemaSettings, updateSchemaSettings } from "@/server/domain/protocols/schema-settings";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { addWorld } from "@/tests/public-api/world";
import { freshWorkspace } from "@/tests/support/database";

const { db } = await productDatabase();

it("Tracking plans, their rules and sources are changed by those who may write them only", async () => {
  const workspace = await freshWorkspace(db);
  const world = await addWorld(workspace.ctx);
  const pair = { trackingPlanId: world.plan, sourceId: world.source };
  await connectTrackingPlan(workspace.ctx, pair);
  const rule = { type: "TRACK", key: "A", json_schema: {}, version: 1 };
  for (const ctx of [workspace.as("Tracking Plan Read-only"), workspace.as("Source Admin"), workspace.nobody]) {
    for (const change of [
      () => connectTrackingPlan(ctx, pair),
      () => connectTrackingPlan(ctx, { ...pair, sourceId: world.otherSource }),
      () => disconnectTrackingPlan(ctx, pair),
      () => updateSchemaSettings(ctx, world.source, { track: { allow_unplanned_events: false } }),
      () => replaceRules(ctx, world.plan, [rule]),
      () => upsertRules(ctx, world.plan, [{ rule }]),
      () => removeRules(ctx, world.plan, [rule]),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: "forbidden" });
    }
  }
  const admin = workspace.as("Tracking Plan Admin");
  await upsertRules(admin, world.plan, [{ rule }]);
  expect(await updateSchemaSettings(admin, world.source, { group: { allow_unplanned_traits: false } })).toMatchObject({
    group: { allow_unplanned_traits: false, allow_traits_on_violations: true },
  });
  await expect(getSchemaSettings(workspace.nobody, world.source)).rejects.toMatchObject({ code: "forbidden" });
});
