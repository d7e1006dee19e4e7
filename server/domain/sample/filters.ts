import type { JsonValue } from "@/server/hcl/schema";
import { destinationId, filterId, sourceId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type Settings = { readonly [name: string]: JsonValue };

const filter = (
  key: string,
  title: string,
  condition: string,
  destinationKey: string,
  source: string,
  actions: readonly JsonValue[],
  more: { description?: string; enabled?: boolean } = {},
): SampleResource => ({
  kind: "destination_filter",
  id: filterId(key),
  state: {
    title,
    description: more.description ?? null,
    if: condition,
    destination_id: destinationId(destinationKey),
    source_id: sourceId(source),
    enabled: more.enabled ?? true,
    actions,
  },
});

const drop = { type: "DROP" };
const without = (fields: Settings) => ({ type: "DROP_PROPERTIES", fields });
const only = (fields: Settings) => ({ type: "ALLOW_PROPERTIES", fields });
const sample = (percent: number, path: string | null = null) => ({ type: "SAMPLE", percent, path });

export const sampleFilters: readonly SampleResource[] = [
  filter(
    "crew",
    "No crew in Braze",
    'contains(context.traits.email, "@confluence-ferries.example")',
    "braze",
    "booking-web",
    [drop],
    { description: "Colleagues test with their own bookings." },
  ),
  filter("braze-pii", "No documents in Braze", "all", "braze", "booking-web", [
    without({ properties: ["passport", "visa"], traits: ["passport"] }),
  ]),
  filter(
    "search-sample",
    "A tenth of the searches",
    'type = "track" and event = "Crossing Searched"',
    "amplitude",
    "ios",
    [sample(0.1, "userId")],
    { description: "All searches of one traveller or none." },
  ),
  filter("ga4-lean", "Only what reports use", 'type = "track"', "ga4", "booking-web", [
    only({ properties: ["currency", "from", "price", "revenue", "to"], "": ["event", "userId"] }),
  ]),
  filter("gate-noise", "Gate tests", 'event = "Boarded" and properties.gate = 0', "webhooks", "gate-readers", [drop]),
  filter("trial", "Half for the trial", "all", "mixpanel", "tidepoints-web", [sample(0.5)], { enabled: false }),
  filter(
    "levels",
    "Readings that do not change",
    'event = "Water Level Read" and properties.trend = "steady"',
    "signage",
    "tide-gauges",
    [drop, without({ properties: ["raw"] })],
  ),
  filter(
    "refund-only",
    "Only refunds and changes, since “Zendesk” counts every ticket %{per_event}",
    '!(event in ["Order Refunded", "Booking Changed"])',
    "zendesk",
    "booking-web",
    [drop],
  ),
];
