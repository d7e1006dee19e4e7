import { z } from "zod";
import { requireType } from "@/server/domain/catalog/require-type";
import { summarizeDeliveries } from "@/server/domain/destinations/summarize-deliveries";
import { getState } from "@/server/domain/resources/list-states";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { fieldNames } from "../failures";
import { only, presentDestinations } from "../present-connections";
import { textIn } from "../query";
import { attributesOf, create, list, patch, remove, withoutNulls } from "../resources";
import { type Call, type Route, route } from "../route";
import { Destination, PaginationShape, Status } from "../shapes";

const tag = "Destinations";
const kind = "destination";
const attributes = attributesOf(kind);

const Create = z.strictObject({
  ...shapesOf(attributes, ["name", "source_id"]),
  enabled: z.boolean().nullish(),
  metadataId: z.string(),
  settings: JsonObject.nullish(),
});
const Patch = z.strictObject(patchShapes(attributes, ["name", "enabled", "settings"]));

async function createDestination(call: Call<z.output<typeof Create>>) {
  const { metadataId, settings, ...given } = call.body;
  await requireType(call.ctx, "destinations", metadataId);
  const stored = await create(call, kind, {
    ...fromApi(attributes, given),
    metadata: { id: metadataId },
    settings: withoutNulls(settings as JsonValue),
  });
  return { destination: await only(presentDestinations(call.ctx, [stored])) };
}

const MetricsQuery = z.object({
  sourceId: z.string("Give the id of the destination's source."),
  startTime: z.iso.datetime({ offset: true }).nullish(),
  endTime: z.iso.datetime({ offset: true }).nullish(),
  granularity: z.enum(["DAY", "HOUR", "MINUTE"]).nullish(),
});

async function deliveryMetrics({ ctx, params, query }: Call<unknown>) {
  const names = ["sourceId", "startTime", "endTime", "granularity"] as const;
  const { sourceId } = MetricsQuery.parse(Object.fromEntries(names.map((name) => [name, textIn(query, name)])));
  return {
    deliveryMetricsSummary: await summarizeDeliveries(ctx, { destinationId: params("destinationId"), sourceId }),
  };
}

const Metrics = z.object({
  sourceId: z.string(),
  destinationMetadataId: z.string(),
  metrics: z.array(
    z.object({
      metricName: z.string(),
      total: z.number(),
      breakdown: z.array(z.object({ metricName: z.string(), value: z.number() })).optional(),
    }),
  ),
});

export const destinationRoutes: readonly Route[] = [
  route("GET", "/destinations", {
    operation: "listDestinations",
    tag,
    summary: "Destinations of the workspace",
    paged: true,
    answer: z.object({ destinations: z.array(Destination), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = await list(call, kind);
      return { destinations: await presentDestinations(call.ctx, items), pagination };
    },
  }),
  route("POST", "/destinations", {
    operation: "createDestination",
    tag,
    summary: "Create a destination behind a source",
    body: Create,
    answer: z.object({ destination: Destination }),
    fieldOf: fieldNames({ "metadata.id": "metadataId" }),
    run: createDestination,
  }),
  route("GET", "/destinations/{destinationId}", {
    operation: "getDestination",
    tag,
    summary: "A destination",
    answer: z.object({ destination: Destination }),
    run: async ({ ctx, params }) => {
      const stored = await getState(ctx, { kind, id: params("destinationId") });
      return { destination: await only(presentDestinations(ctx, [stored])) };
    },
  }),
  route("PATCH", "/destinations/{destinationId}", {
    operation: "updateDestination",
    tag,
    summary: "Change a destination; settings are merged, and null takes a setting or the name away",
    body: Patch,
    answer: z.object({ destination: Destination }),
    run: async (call) => {
      const stored = await patch(call, { kind, id: call.params("destinationId") }, call.body);
      return { destination: await only(presentDestinations(call.ctx, [stored])) };
    },
  }),
  route("DELETE", "/destinations/{destinationId}", {
    operation: "deleteDestination",
    tag,
    summary: "Delete a destination that nothing uses",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("destinationId") }),
  }),
  route("GET", "/destinations/{destinationId}/delivery-metrics", {
    operation: "listDeliveryMetricsSummaryFromDestination",
    tag,
    summary: "How many events reached a destination",
    query: [
      { name: "sourceId", description: "The destination's source", required: true },
      { name: "startTime", description: "ISO 8601 time to count from" },
      { name: "endTime", description: "ISO 8601 time to count to" },
      { name: "granularity", description: "DAY, HOUR or MINUTE" },
    ],
    answer: z.object({ deliveryMetricsSummary: Metrics }),
    run: deliveryMetrics,
  }),
];
