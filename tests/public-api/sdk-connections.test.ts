import {
  CreateTrackingPlanV1Input,
  DestinationFilterActionV1,
  RemoveRuleV1,
  RuleInputV1,
  TrackSourceSettingsV1,
  UpsertRuleV1,
  unwrap,
} from "@segment/public-api-sdk-typescript";
import { expect, it } from "vitest";
import { productDatabase } from "@/tests/domain/git-sync/world";
import { page, servedSdk } from "./sdk";
import { addWorld, braze, postgres } from "./world";

const { db } = await productDatabase();
const sdk = await servedSdk(db);

it("the npm SDK works with destinations and their mappings", async () => {
  const { destinations, ctx } = await sdk();
  const world = await addWorld(ctx);
  const create = { sourceId: world.source, metadataId: braze, name: "New", enabled: true, settings: { a: 1 } };
  const { destination } = await unwrap(destinations.createDestination(create));
  expect(destination).toMatchObject({ name: "New", settings: { a: 1 }, metadata: { id: braze } });
  const { id } = destination;
  const updated = await unwrap(destinations.updateDestination(id, { name: null, settings: { b: 2 } }));
  expect(updated.destination.settings).toEqual({ a: 1, b: 2 });
  expect((await unwrap(destinations.getDestination(id))).destination.enabled).toBe(true);
  expect((await unwrap(destinations.listDestinations(page))).destinations).toHaveLength(3);
  const mapping = { name: "m", actionId: "2P24zUSAL8BUpyGYNGmD7M", trigger: "all", enabled: true, settings: {} };
  const { destinationSubscription } = await unwrap(destinations.createDestinationSubscription(id, mapping));
  const own = [id, destinationSubscription.id] as const;
  const input = { input: { enabled: false, settings: { c: 3 } } };
  const changed = await unwrap(destinations.updateSubscriptionForDestination(...own, input));
  expect(changed.subscription).toMatchObject({ ...mapping, enabled: false, settings: { c: 3 } });
  expect((await unwrap(destinations.getSubscriptionFromDestination(...own))).subscription).toEqual(
    changed.subscription,
  );
  const listed = await unwrap(destinations.listSubscriptionsFromDestination(id, page));
  expect(listed.subscriptions).toEqual([changed.subscription]);
  const metrics = await unwrap(destinations.listDeliveryMetricsSummaryFromDestination(id, world.source));
  expect(metrics.deliveryMetricsSummary.metrics).toEqual([]);
  expect((await unwrap(destinations.removeSubscriptionFromDestination(...own))).status).toBe("SUCCESS");
  expect((await unwrap(destinations.deleteDestination(id))).status).toBe("SUCCESS");
});

it("the npm SDK works with filters, and previews one", async () => {
  const { destinationFilters, ctx } = await sdk();
  const world = await addWorld(ctx);
  const actions = [{ type: DestinationFilterActionV1.TypeEnum.SAMPLE, percent: 0.5, path: "userId" }];
  const create = { sourceId: world.source, if: "type = 'track'", actions, title: "Half", enabled: true };
  const { filter } = await unwrap(destinationFilters.createFilterForDestination(world.destination, create));
  const own = [world.destination, filter.id] as const;
  const update = { title: "Other", description: "d" };
  const changed = await unwrap(destinationFilters.updateFilterForDestination(...own, update));
  expect(changed.filter).toMatchObject({ ...update, if: create.if, enabled: true });
  expect((await unwrap(destinationFilters.getFilterInDestination(...own))).filter).toEqual(changed.filter);
  const listed = await unwrap(destinationFilters.listFiltersFromDestination(world.destination, page));
  expect(listed.filters).toEqual([changed.filter]);
  const drop = [{ type: DestinationFilterActionV1.TypeEnum.DROP }];
  const payload = { type: "track", event: "A" };
  const preview = { filter: { if: "event = 'A'", actions: drop }, payload };
  expect(await unwrap(destinationFilters.previewDestinationFilter(preview))).toEqual({
    inputPayload: payload,
    result: null,
  });
  expect((await unwrap(destinationFilters.removeFilterFromDestination(...own))).status).toBe("SUCCESS");
});

it("the npm SDK works with warehouses and what is loaded into them", async () => {
  const { warehouses, sources, ctx } = await sdk();
  const world = await addWorld(ctx);
  const create = { metadataId: postgres, name: "W", enabled: true, settings: { hostname: "h", password: "p" } };
  const { warehouse } = await unwrap(warehouses.createWarehouse(create));
  expect(warehouse.settings).toEqual({ hostname: "h", name: "W" });
  const { id } = warehouse;
  const updated = await unwrap(warehouses.updateWarehouse(id, { name: "W2", settings: { hostname: null } }));
  expect(updated.warehouse.settings).toEqual({ name: "W2" });
  expect((await unwrap(warehouses.getWarehouse(id))).warehouse).toEqual(updated.warehouse);
  expect((await unwrap(warehouses.listWarehouses(page))).warehouses).toHaveLength(2);
  const connected = await unwrap(warehouses.addConnectionFromSourceToWarehouse(id, world.source));
  expect(connected.status).toBe("CONNECTED");
  const loaded = await unwrap(warehouses.listConnectedSourcesFromWarehouse(id, page));
  expect(loaded.sources.map((source) => source.id)).toEqual([world.source]);
  const into = await unwrap(sources.listConnectedWarehousesFromSource(world.source, page));
  expect(into.warehouses.map((each) => each.id)).toEqual([id]);
  expect((await unwrap(warehouses.removeSourceConnectionFromWarehouse(id, world.source))).status).toBe("SUCCESS");
  expect((await unwrap(warehouses.getConnectionStateFromWarehouse(id))).connectionState).toBe("FAILED");
  const settings = { hostname: "127.0.0.1", port: "1", database: "d", username: "u", password: "p" };
  const validation = warehouses.createValidationInWarehouse({ metadataId: postgres, settings });
  expect((await unwrap(validation)).status).toBe("FAILED");
  expect((await unwrap(warehouses.deleteWarehouse(id))).status).toBe("SUCCESS");
});

it("the npm SDK works with tracking plans, their rules and sources, and how sources treat violations", async () => {
  const { trackingPlans, sources, ctx } = await sdk();
  const world = await addWorld(ctx);
  const live = CreateTrackingPlanV1Input.TypeEnum.LIVE;
  const { trackingPlan } = await unwrap(trackingPlans.createTrackingPlan({ name: "New plan", type: live }));
  const { id } = trackingPlan;
  await unwrap(trackingPlans.updateTrackingPlan(id, { description: "d" }));
  expect((await unwrap(trackingPlans.getTrackingPlan(id))).trackingPlan).toMatchObject({
    slug: "new-plan",
    description: "d",
  });
  expect((await unwrap(trackingPlans.listTrackingPlans(page, "LIVE"))).trackingPlans).toHaveLength(2);
  const rule = { type: RuleInputV1.TypeEnum.TRACK, key: "A b", jsonSchema: { a: [1] }, version: 1 };
  await unwrap(trackingPlans.replaceRulesInTrackingPlan(id, { rules: [rule] }));
  const upsert = { ...rule, type: UpsertRuleV1.TypeEnum.TRACK, newKey: "A & c" };
  await unwrap(trackingPlans.updateRulesInTrackingPlan(id, { rules: [upsert] }));
  const listed = await unwrap(trackingPlans.listRulesFromTrackingPlan(id, page));
  expect(listed.rules).toMatchObject([{ key: "A & c", jsonSchema: { a: [1] }, version: 1 }]);
  const gone = { type: RemoveRuleV1.TypeEnum.TRACK, key: "A & c", version: 1 };
  await unwrap(trackingPlans.removeRulesFromTrackingPlan(id, [gone]));
  expect((await unwrap(trackingPlans.listRulesFromTrackingPlan(id, page))).rules).toEqual([]);
  await unwrap(trackingPlans.addSourceToTrackingPlan(id, { sourceId: world.source }));
  const checked = await unwrap(trackingPlans.listSourcesFromTrackingPlan(id, page));
  expect(checked.sources.map((source) => source.id)).toEqual([world.source]);
  const block = TrackSourceSettingsV1.CommonEventOnViolationsEnum.BLOCK;
  await unwrap(sources.updateSchemaSettingsInSource(world.source, { track: { commonEventOnViolations: block } }));
  const { settings } = await unwrap(sources.listSchemaSettingsInSource(world.source));
  expect(settings.track).toMatchObject({ commonEventOnViolations: "BLOCK", allowUnplannedEvents: true });
  expect((await unwrap(trackingPlans.removeSourceFromTrackingPlan(id, world.source))).status).toBe("SUCCESS");
  expect((await unwrap(trackingPlans.deleteTrackingPlan(id))).status).toBe("SUCCESS");
});
