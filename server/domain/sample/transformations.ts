import type { ResourceState } from "@/server/hcl/schema";
import { destinationTypes } from "./destinations";
import { sourceId, transformationId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

const transformation = (
  key: string,
  name: string,
  source: string,
  condition: string,
  change: ResourceState,
): SampleResource => ({
  kind: "transformation",
  id: transformationId(key),
  state: {
    name,
    source_id: sourceId(source),
    if: condition,
    enabled: true,
    destination_metadata_id: null,
    new_event_name: null,
    property_renames: [],
    property_value_transformations: [],
    fql_defined_properties: [],
    ...change,
  },
});

const rename = (old_name: string, new_name: string) => ({ old_name, new_name });

export const sampleTransformations: readonly SampleResource[] = [
  transformation("order", "One name for orders", "ticketing-api", 'event = "order_completed"', {
    new_event_name: "Order Completed",
  }),
  transformation("ports", "Ports as the plan has them", "android", 'event = "Crossing Searched"', {
    property_renames: [
      rename("properties.origin", "properties.from"),
      rename("properties.destination", "properties.to"),
    ],
  }),
  transformation("currency", "Euro where the old app says €", "ios", 'properties.currency = "€"', {
    property_value_transformations: [{ property_paths: ["properties.currency"], property_value: "EUR" }],
  }),
  transformation("ga4-names", "Names for Google Analytics", "booking-web", 'event = "Crossing Selected"', {
    destination_metadata_id: destinationTypes.ga4,
    new_event_name: "select_item",
    property_renames: [rename("properties.departure_id", "properties.item_id")],
  }),
  transformation("language", "Language in lower case", "tidepoints-web", 'type = "identify"', {
    fql_defined_properties: [{ property_name: "traits.language", fql: "lowercase(traits.language)" }],
  }),
  transformation("wipe", "Empty free text before it leaves the ships", "crew-app", "all", {
    enabled: false,
    property_value_transformations: [
      { property_paths: ["properties.note", "properties.comment", "traits.note"], property_value: "" },
      { property_paths: ["properties.cabin"], property_value: "redacted" },
    ],
  }),
];
