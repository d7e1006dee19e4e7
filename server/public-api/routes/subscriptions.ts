import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { isRecord, record, text } from "@/server/core/kinds/values";
import { findAction } from "@/server/domain/catalog/list-actions";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { catalogIdOf } from "@/server/domain/resources/store-resource";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { fieldNames } from "../failures";
import { getInside, removeInside } from "../inside-destination";
import { attributesOf, create, list, patch } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Destinations";
const kind = "destination_subscription";
const attributes = attributesOf(kind);
const own = { reverse_etl_schedule: "reverseETLSchedule" };

const Schedule = z.strictObject({
  strategy: z
    .string()
    .transform((strategy) => strategy.toUpperCase())
    .meta({ description: "PERIODIC, SPECIFIC_DAYS, CRON, DBT_CLOUD or MANUAL, in any case." }),
  config: JsonObject.nullish(),
});
const Create = z.strictObject({
  ...shapesOf(attributes, ["name", "action_id", "trigger", "enabled", "model_id"]),
  settings: JsonObject.nullish(),
  reverseETLSchedule: Schedule.nullish(),
});
const Patch = z.strictObject({
  input: z.strictObject({
    ...patchShapes(attributes, ["name", "trigger", "enabled", "settings"]),
    reverseETLModelId: z.string().nullish(),
    reverseETLSchedule: Schedule.nullish(),
  }),
});

const Subscription = z.object({
  id: z.string(),
  name: z.string(),
  actionId: z.string(),
  actionSlug: z.string().meta({ description: "Empty for an action that the catalog does not have." }),
  destinationId: z.string(),
  enabled: z.boolean(),
  trigger: z.string(),
  settings: JsonObject,
  modelId: z.string().nullable(),
  reverseETLSchedule: z.object({ strategy: z.string(), config: JsonObject.nullable() }).nullable(),
});

const scheduleToApi = (schedule: JsonValue | undefined) =>
  isRecord(schedule) ? { strategy: text(schedule.strategy), config: schedule.config ?? null } : null;

/** Mappings of one destination as the API shows them. */
async function present(ctx: Ctx, destinationId: string, rows: readonly StoredState[]) {
  const destination = await getState(ctx, { kind: "destination", id: destinationId });
  const type = catalogIdOf(destination.state) ?? "";
  return rows.map(({ id, state }) => ({
    id,
    name: text(state.name),
    actionId: text(state.action_id),
    actionSlug: findAction(type, text(state.action_id))?.slug ?? "",
    destinationId,
    enabled: state.enabled === true,
    trigger: text(state.trigger),
    settings: record(state.settings),
    modelId: text(state.model_id) || null,
    reverseETLSchedule: scheduleToApi(state.reverse_etl_schedule),
  }));
}

const presentOne = async (ctx: Ctx, row: StoredState) => {
  const [one] = await present(ctx, text(row.state.destination_id), [row]);
  return one;
};

/** A manual schedule has no configuration; an empty one that comes along with it is none. */
function scheduleFromApi({ strategy, config }: z.output<typeof Schedule>): JsonValue {
  const isEmpty = strategy === "MANUAL" && Object.keys(config ?? {}).length === 0;
  return { strategy, config: isEmpty ? null : ((config ?? null) as JsonValue) };
}

async function createSubscription(call: Call<z.output<typeof Create>>) {
  const destinationId = call.params("destinationId");
  await getState(call.ctx, { kind: "destination", id: destinationId });
  const { settings, reverseETLSchedule: schedule, ...given } = call.body;
  const state = fromApi(attributes, given);
  // Clients give the schedule of a model's mapping in a second call: until then it only runs by hand.
  const initial = state.model_id ? { strategy: "MANUAL", config: null } : null;
  const stored = await create(call, kind, {
    ...state,
    model_id: state.model_id || null,
    destination_id: destinationId,
    settings: (settings ?? {}) as JsonValue,
    reverse_etl_schedule: schedule ? scheduleFromApi(schedule) : initial,
  });
  return { destinationSubscription: await presentOne(call.ctx, stored) };
}

async function updateSubscription(call: Call<z.output<typeof Patch>>) {
  const id = call.params("id");
  await getInside(call.ctx, kind, call.params("destinationId"), id);
  const { reverseETLModelId: model, reverseETLSchedule: schedule, ...given } = call.body.input;
  const stored = await patch(
    call,
    { kind, id },
    {
      ...given,
      ...(model ? { modelId: model } : {}),
      ...(schedule ? { reverse_etl_schedule: scheduleFromApi(schedule) } : {}),
    },
  );
  return { subscription: await presentOne(call.ctx, stored) };
}

export const subscriptionRoutes: readonly Route[] = [
  route("GET", "/destinations/{destinationId}/subscriptions", {
    operation: "listSubscriptionsFromDestination",
    tag,
    summary: "Mappings of a destination",
    paged: true,
    answer: z.object({ subscriptions: z.array(Subscription), pagination: PaginationShape }),
    run: async (call) => {
      const id = call.params("destinationId");
      const { items, pagination } = await list(call, kind, { where: { attribute: "destination_id", value: id } });
      return { subscriptions: await present(call.ctx, id, items), pagination };
    },
  }),
  route("POST", "/destinations/{destinationId}/subscriptions", {
    operation: "createDestinationSubscription",
    tag,
    summary: "Create a mapping",
    body: Create,
    answer: z.object({ destinationSubscription: Subscription }),
    fieldOf: fieldNames(own),
    run: createSubscription,
  }),
  route("GET", "/destinations/{destinationId}/subscriptions/{id}", {
    operation: "getSubscriptionFromDestination",
    tag,
    summary: "A mapping",
    answer: z.object({ subscription: Subscription }),
    run: async ({ ctx, params }) => {
      const stored = await getInside(ctx, kind, params("destinationId"), params("id"));
      return { subscription: await presentOne(ctx, stored) };
    },
  }),
  route("PATCH", "/destinations/{destinationId}/subscriptions/{id}", {
    operation: "updateSubscriptionForDestination",
    tag,
    summary: "Change a mapping; its settings and its schedule are replaced whole, what is left out stays",
    body: Patch,
    answer: z.object({ subscription: Subscription }),
    fieldOf: fieldNames({ ...own, model_id: "reverseETLModelId" }, "input."),
    run: updateSubscription,
  }),
  route("DELETE", "/destinations/{destinationId}/subscriptions/{id}", {
    operation: "removeSubscriptionFromDestination",
    tag,
    summary: "Delete a mapping",
    answer: Status,
    run: (call) => removeInside(call, kind, call.params("destinationId"), call.params("id")),
  }),
];
