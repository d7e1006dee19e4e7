import { z } from "zod";
import type { Attributes } from "@/server/core/kinds/types";
import { getSchemaSettings, updateSchemaSettings } from "@/server/domain/protocols/schema-settings";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, shapesOf, toApi } from "../attribute-shape";
import { fieldNames } from "../failures";
import { attributesOf } from "../resources";
import { type Route, route } from "../route";

const tag = "Sources";
const table = attributesOf("source_tracking_plan_connection").schema_settings?.value;
const attributes = (table?.type === "object" ? table.attributes : {}) as Attributes;

const Settings = z.strictObject(shapesOf(attributes)).meta({
  description: "What happens to events that break the tracking plan. A forward that is left out ends.",
});
const Answer = z.object({ sourceId: z.string(), settings: Settings });

const present = (sourceId: string, settings: { readonly [name: string]: JsonValue }) => ({
  sourceId,
  settings: toApi(attributes, settings),
});

export const schemaSettingRoutes: readonly Route[] = [
  route("GET", "/sources/{sourceId}/settings", {
    operation: "listSchemaSettingsInSource",
    tag,
    summary: "How a source treats events that break its tracking plan",
    answer: Answer,
    run: async ({ ctx, params }) => present(params("sourceId"), await getSchemaSettings(ctx, params("sourceId"))),
  }),
  route("PATCH", "/sources/{sourceId}/settings", {
    operation: "updateSchemaSettingsInSource",
    tag,
    summary: "Change how a source treats events that break its tracking plan",
    body: Settings,
    answer: Answer,
    fieldOf: fieldNames({
      "schema_settings.forwarding_violations_to": "forwardingViolationsTo",
      "schema_settings.forwarding_blocked_events_to": "forwardingBlockedEventsTo",
    }),
    run: async ({ ctx, params, body }) =>
      present(params("sourceId"), await updateSchemaSettings(ctx, params("sourceId"), fromApi(attributes, body))),
  }),
];
