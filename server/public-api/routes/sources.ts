import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { items, record, text } from "@/server/core/kinds/values";
import { requireType } from "@/server/domain/catalog/require-type";
import { findPlanConnection } from "@/server/domain/protocols/find-connection";
import { findState, getState, listStates } from "@/server/domain/resources/list-states";
import { editResource } from "@/server/domain/resources/update-resource";
import { addWriteKey, removeWriteKey } from "@/server/domain/resources/write-keys";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { paginationOf } from "../pagination";
import { only, presentDestinations, presentSources, presentWarehouses } from "../present-connections";
import { attributesOf, create, done, list, patch, remove, withoutNulls } from "../resources";
import { type Call, type Route, route } from "../route";
import { Destination, Label, PaginationShape, Source, Status, Warehouse } from "../shapes";

const tag = "Sources";
const kind = "source";
const attributes = attributesOf(kind);

const sourceOf = async (ctx: Ctx, id: string) => only(presentSources(ctx, [await getState(ctx, { kind, id })]));

const Create = z.strictObject({
  ...shapesOf(attributes, ["slug", "enabled"]),
  name: z.string().nullish(),
  metadataId: z.string(),
  settings: JsonObject.nullish(),
  disconnectAllWarehouses: z.boolean().nullish().meta({ description: "A new source is never connected by itself." }),
});
const Patch = z.strictObject(patchShapes(attributes, ["name", "slug", "enabled", "settings"]));
const Labels = z.strictObject({ labels: z.array(z.strictObject(Label.shape)).max(200) });

async function createSource(call: Call<z.output<typeof Create>>) {
  const { metadataId, settings, disconnectAllWarehouses: _, ...given } = call.body;
  await requireType(call.ctx, "sources", metadataId);
  const state = fromApi(attributes, given);
  const stored = await create(call, kind, {
    ...state,
    name: state.name ?? state.slug ?? null,
    metadata: { id: metadataId },
    settings: withoutNulls(settings as JsonValue),
  });
  return { source: await only(presentSources(call.ctx, [stored])) };
}

async function getSource({ ctx, params }: Call<unknown>) {
  const id = params("sourceId");
  const [source, plan] = await Promise.all([sourceOf(ctx, id), planOf(ctx, id)]);
  return { source, trackingPlanId: plan };
}

/** The plan that a source is checked by. */
async function planOf(ctx: Ctx, sourceId: string): Promise<string | null> {
  return text((await findPlanConnection(ctx, sourceId))?.state.tracking_plan_id) || null;
}

/** Labels of a source, replaced or added to; one value per key stays. */
async function setLabels({ ctx, params, body }: Call<z.output<typeof Labels>>, keep: boolean) {
  const id = params("sourceId");
  const given = body.labels.map(({ key, value }) => ({ key, value }));
  await editResource(ctx, { kind, id }, ({ state }) => {
    const before = keep ? items(state.labels).map(record) : [];
    const others = before.filter((label) => !given.some(({ key }) => key === label.key));
    const labels = [...others, ...given];
    return { changes: { labels: labels.length > 0 ? labels : null } };
  });
  const { state } = await getState(ctx, { kind, id });
  return { labels: items(state.labels) };
}

async function connectedWarehouses({ ctx, params, page }: Call<unknown>) {
  const id = params("sourceId");
  await getState(ctx, { kind, id });
  const where = { attribute: "source_id", value: id };
  const found = await listStates(ctx, { kind: "source_warehouse_connection", ...page, where });
  const rows = await Promise.all(
    found.items.map(({ state }) => findState(ctx, { kind: "warehouse", id: text(state.warehouse_id) })),
  );
  const warehouses = await presentWarehouses(
    ctx,
    rows.filter((row) => row !== null),
  );
  return { warehouses, pagination: paginationOf(page, found.total) };
}

async function connectedDestinations(call: Call<unknown>) {
  const id = call.params("sourceId");
  await getState(call.ctx, { kind, id });
  const { items: rows, pagination } = await list(call, "destination", { where: { attribute: "source_id", value: id } });
  return { destinations: await presentDestinations(call.ctx, rows), pagination };
}

export const sourceRoutes: readonly Route[] = [
  route("GET", "/sources", {
    operation: "listSources",
    tag,
    summary: "Sources of the workspace",
    paged: true,
    answer: z.object({ sources: z.array(Source), pagination: PaginationShape }),
    run: async (call) => {
      const { items: rows, pagination } = await list(call, kind);
      return { sources: await presentSources(call.ctx, rows), pagination };
    },
  }),
  route("POST", "/sources", {
    operation: "createSource",
    tag,
    summary: "Create a source",
    body: Create,
    status: 201,
    answer: z.object({ source: Source }),
    run: createSource,
  }),
  route("GET", "/sources/{sourceId}", {
    operation: "getSource",
    tag,
    summary: "A source and the tracking plan that checks it",
    answer: z.object({ source: Source, trackingPlanId: z.string().nullable() }),
    run: getSource,
  }),
  route("PATCH", "/sources/{sourceId}", {
    operation: "updateSource",
    tag,
    summary: "Change a source; settings are merged, and null takes a setting away",
    body: Patch,
    answer: z.object({ source: Source }),
    run: async (call) => {
      const stored = await patch(call, { kind, id: call.params("sourceId") }, call.body);
      return { source: await only(presentSources(call.ctx, [stored])) };
    },
  }),
  route("DELETE", "/sources/{sourceId}", {
    operation: "deleteSource",
    tag,
    summary: "Delete a source that nothing uses",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("sourceId") }),
  }),
  route("PUT", "/sources/{sourceId}/labels", {
    operation: "replaceLabelsInSource",
    tag,
    summary: "Replace the labels of a source",
    body: Labels,
    answer: z.object({ labels: z.array(Label) }),
    run: (call) => setLabels(call, false),
  }),
  route("POST", "/sources/{sourceId}/labels", {
    operation: "addLabelsToSource",
    tag,
    summary: "Add labels to a source",
    body: Labels,
    answer: z.object({ labels: z.array(Label) }),
    run: (call) => setLabels(call, true),
  }),
  route("GET", "/sources/{sourceId}/connected-warehouses", {
    operation: "listConnectedWarehousesFromSource",
    tag,
    summary: "Warehouses that a source is loaded into",
    paged: true,
    answer: z.object({ warehouses: z.array(Warehouse), pagination: PaginationShape }),
    run: connectedWarehouses,
  }),
  route("GET", "/sources/{sourceId}/connected-destinations", {
    operation: "listConnectedDestinationsFromSource",
    tag,
    summary: "Destinations of a source",
    paged: true,
    answer: z.object({ destinations: z.array(Destination), pagination: PaginationShape }),
    run: connectedDestinations,
  }),
  route("POST", "/sources/{sourceId}/writekey", {
    operation: "createWriteKeyForSource",
    tag,
    summary: "Add a write key",
    body: z.strictObject({}),
    answer: z.object({ source: Source }),
    run: async ({ ctx, params }) => {
      await addWriteKey(ctx, params("sourceId"));
      return { source: await sourceOf(ctx, params("sourceId")) };
    },
  }),
  route("DELETE", "/sources/{sourceId}/writekey/{writeKey}", {
    operation: "removeWriteKeyFromSource",
    tag,
    summary: "Remove a write key",
    answer: Status,
    run: async ({ ctx, params }) => {
      await removeWriteKey(ctx, params("sourceId"), params("writeKey"));
      return done;
    },
  }),
];
