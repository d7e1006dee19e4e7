import { z } from "zod";
import { text } from "@/server/core/kinds/values";
import { connectTrackingPlan, disconnectTrackingPlan } from "@/server/domain/protocols/connect-tracking-plan";
import { findState, getState, listStates, type StoredState } from "@/server/domain/resources/list-states";
import { fromApi, patchShapes, shapesOf } from "../attribute-shape";
import { paginationOf } from "../pagination";
import { presentSources } from "../present-connections";
import { textIn } from "../query";
import { attributesOf, create, done, list, patch, remove } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Source, Status } from "../shapes";

const tag = "Tracking Plans";
const kind = "tracking_plan";
const connection = "source_tracking_plan_connection";
const attributes = attributesOf(kind);
const types = attributes.type?.options ?? [];

const Create = z.strictObject(shapesOf(attributes, ["name", "description", "type"]));
const Patch = z.strictObject(patchShapes(attributes, ["name", "description"]));

const TrackingPlan = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string().nullable(),
  type: z.enum(types as [string, ...string[]]),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");

const present = ({ id, state, extra, createdAt, updatedAt }: StoredState) => ({
  id,
  name: text(state.name),
  slug: text(extra.slug) || slugOf(text(state.name)),
  description: text(state.description) || null,
  type: text(state.type),
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** A plan keeps the slug of its first name. */
async function createPlan(call: Call<z.output<typeof Create>>) {
  const given = fromApi(attributes, call.body);
  const state = { ...given, description: given.description || null };
  return { trackingPlan: present(await create(call, kind, state, { slug: slugOf(text(given.name)) })) };
}

const Filter = z.object({ type: z.enum(types as [string, ...string[]]).nullable() });

async function listPlans(call: Call<unknown>) {
  const { type } = Filter.parse({ type: textIn(call.query, "type") });
  const { items, pagination } = await list(call, kind, {
    without: ["rules", "rule_times"],
    ...(type ? { where: { attribute: "type", value: type } } : {}),
  });
  return { trackingPlans: items.map(present), pagination };
}

async function listSources({ ctx, params, page }: Call<unknown>) {
  const id = params("trackingPlanId");
  await getState(ctx, { kind, id });
  const where = { attribute: "tracking_plan_id", value: id };
  const found = await listStates(ctx, { kind: connection, ...page, where });
  const rows = await Promise.all(
    found.items.map(({ state }) => findState(ctx, { kind: "source", id: text(state.source_id) })),
  );
  const sources = await presentSources(
    ctx,
    rows.filter((row) => row !== null),
  );
  return { sources, pagination: paginationOf(page, found.total) };
}

export const trackingPlanRoutes: readonly Route[] = [
  route("GET", "/tracking-plans", {
    operation: "listTrackingPlans",
    tag,
    summary: "Tracking plans of the workspace",
    query: [{ name: "type", description: `Only those of a type: ${types.join(", ")}` }],
    paged: true,
    answer: z.object({ trackingPlans: z.array(TrackingPlan), pagination: PaginationShape }),
    run: listPlans,
  }),
  route("POST", "/tracking-plans", {
    operation: "createTrackingPlan",
    tag,
    summary: "Create a tracking plan without rules",
    body: Create,
    answer: z.object({ trackingPlan: TrackingPlan }),
    run: createPlan,
  }),
  route("GET", "/tracking-plans/{trackingPlanId}", {
    operation: "getTrackingPlan",
    tag,
    summary: "A tracking plan without its rules",
    answer: z.object({ trackingPlan: TrackingPlan }),
    run: async ({ ctx, params }) => ({
      trackingPlan: present(await getState(ctx, { kind, id: params("trackingPlanId") })),
    }),
  }),
  route("PATCH", "/tracking-plans/{trackingPlanId}", {
    operation: "updateTrackingPlan",
    tag,
    summary: "Change the name or the description of a tracking plan",
    body: Patch,
    answer: Status,
    run: async (call) => {
      const { description } = call.body;
      const given = description === "" ? { ...call.body, description: null } : call.body;
      await patch(call, { kind, id: call.params("trackingPlanId") }, given);
      return done;
    },
  }),
  route("DELETE", "/tracking-plans/{trackingPlanId}", {
    operation: "deleteTrackingPlan",
    tag,
    summary: "Delete a tracking plan that checks no source",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("trackingPlanId") }),
  }),
  route("GET", "/tracking-plans/{trackingPlanId}/sources", {
    operation: "listSourcesFromTrackingPlan",
    tag,
    summary: "Sources that a tracking plan checks",
    paged: true,
    answer: z.object({ sources: z.array(Source), pagination: PaginationShape }),
    run: listSources,
  }),
  route("POST", "/tracking-plans/{trackingPlanId}/sources", {
    operation: "addSourceToTrackingPlan",
    tag,
    summary: "Let a tracking plan check a source",
    body: z.strictObject({ sourceId: z.string() }),
    answer: Status,
    run: async ({ ctx, params, body: { sourceId } }) => {
      await connectTrackingPlan(ctx, { trackingPlanId: params("trackingPlanId"), sourceId });
      return done;
    },
  }),
  route("DELETE", "/tracking-plans/{trackingPlanId}/sources", {
    operation: "removeSourceFromTrackingPlan",
    tag,
    summary: "Let a tracking plan check a source no longer",
    query: [{ name: "sourceId", description: "The source", required: true }],
    answer: Status,
    run: async ({ ctx, params, query }) => {
      const { sourceId } = z.object({ sourceId: z.string() }).parse({ sourceId: textIn(query, "sourceId") });
      await disconnectTrackingPlan(ctx, { trackingPlanId: params("trackingPlanId"), sourceId });
      return done;
    },
  }),
];
