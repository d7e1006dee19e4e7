import type { Example } from "./example";

/** Webhooks (Actions) and its one action: a destination that everybody has. */
const webhooks = "614a3c7d791c91c41bae7599";
const send = "nFPnRozhz1mh4Gbx4MLvT5";

const filter = { if: 'type = "track"', actions: [{ type: "DROP_PROPERTIES", fields: { properties: ["email"] } }] };

export const destinationExamples: readonly Example[] = [
  {
    operation: "createDestination",
    body: { name: "API example", sourceId: "$SOURCE_ID", enabled: false, metadataId: webhooks, settings: {} },
    keeps: { DESTINATION_ID: '"destination":{"id":"' },
  },
  { operation: "listDestinations", query: { "pagination[count]": "5" } },
  { operation: "getDestination" },
  { operation: "updateDestination", body: { name: "API example, renamed" } },
  { operation: "listConnectedDestinationsFromSource" },
  { operation: "listDeliveryMetricsSummaryFromDestination", query: { sourceId: "$SOURCE_ID", granularity: "DAY" } },
  {
    operation: "createDestinationSubscription",
    body: {
      name: "Orders",
      actionId: send,
      trigger: 'type = "track" and event = "Order Completed"',
      enabled: false,
      settings: { url: "https://example.com/orders", method: "POST", data: { "@path": "$.properties" } },
    },
    keeps: { ID: '"destinationSubscription":{"id":"' },
  },
  { operation: "listSubscriptionsFromDestination" },
  { operation: "getSubscriptionFromDestination" },
  { operation: "updateSubscriptionForDestination", body: { input: { name: "Completed orders" } } },
  {
    operation: "createFilterForDestination",
    body: { sourceId: "$SOURCE_ID", title: "No addresses", enabled: false, ...filter },
    keeps: { FILTER_ID: '"filter":{"id":"' },
  },
  { operation: "listFiltersFromDestination" },
  { operation: "getFilterInDestination" },
  { operation: "updateFilterForDestination", body: { title: "No e-mail addresses" } },
  {
    operation: "previewDestinationFilter",
    body: {
      filter,
      payload: { type: "track", event: "Order Completed", properties: { email: "ada@example.com", total: 12 } },
    },
  },
];
