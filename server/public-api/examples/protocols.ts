import type { Example } from "./example";

const jsonSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  type: "object",
  properties: { properties: { type: "object", properties: { total: { type: "number" } }, required: ["total"] } },
};
const rule = { type: "TRACK", key: "Order Completed", version: 1 };

export const protocolExamples: readonly Example[] = [
  {
    operation: "createTrackingPlan",
    body: { name: "API example", type: "LIVE", description: "Made by an example." },
    keeps: { TRACKING_PLAN_ID: '"trackingPlan":{"id":"' },
  },
  { operation: "listTrackingPlans", query: { type: "LIVE" } },
  { operation: "getTrackingPlan" },
  { operation: "updateTrackingPlan", body: { name: "API example, renamed" } },
  { operation: "replaceRulesInTrackingPlan", body: { rules: [{ ...rule, jsonSchema }] } },
  {
    operation: "updateRulesInTrackingPlan",
    body: { rules: [{ ...rule, key: "Order Cancelled", jsonSchema }] },
  },
  { operation: "listRulesFromTrackingPlan", query: { "pagination[count]": "5" } },
  {
    operation: "removeRulesFromTrackingPlan",
    query: { "rules[0][type]": "TRACK", "rules[0][key]": "Order Cancelled", "rules[0][version]": "1" },
  },
  { operation: "addSourceToTrackingPlan", body: { sourceId: "$SOURCE_ID" } },
  { operation: "listSourcesFromTrackingPlan" },
  { operation: "listSchemaSettingsInSource" },
  { operation: "updateSchemaSettingsInSource", body: { track: { allowUnplannedEvents: true } } },
  { operation: "removeSourceFromTrackingPlan", query: { sourceId: "$SOURCE_ID" } },
  {
    operation: "createTransformation",
    body: {
      name: "API example",
      sourceId: "$SOURCE_ID",
      enabled: false,
      if: 'event = "order_completed"',
      newEventName: "Order Completed",
      propertyRenames: [],
      propertyValueTransformations: [],
      fqlDefinedProperties: [],
    },
    keeps: { TRANSFORMATION_ID: '"transformation":{"id":"' },
  },
  { operation: "listTransformations" },
  { operation: "getTransformation" },
  { operation: "updateTransformation", body: { name: "API example, renamed" } },
];
