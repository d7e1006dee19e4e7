import { z } from "zod";
import { items, record, text } from "@/server/core/kinds/values";
import { previewFilter } from "@/server/domain/destinations/preview-filter";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { getInside, removeInside } from "../inside-destination";
import { attributesOf, create, list, patch } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Destination Filters";
const kind = "destination_filter";
const attributes = attributesOf(kind);

const Create = z.strictObject(shapesOf(attributes, ["source_id", "if", "actions", "title", "description", "enabled"]));
const Patch = z.strictObject(patchShapes(attributes, ["if", "actions", "title", "description", "enabled"]));
const Preview = z.strictObject({
  filter: z.strictObject(shapesOf(attributes, ["if", "actions"])),
  payload: JsonObject,
});

const Filter = z.object({
  id: z.string(),
  sourceId: z.string(),
  destinationId: z.string(),
  if: z.string(),
  actions: z.array(
    z.object({
      type: z.string(),
      fields: JsonObject.nullable(),
      percent: z.number().nullable(),
      path: z.string().nullable(),
    }),
  ),
  title: z.string(),
  description: z.string().nullable(),
  enabled: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const present = ({ id, state, createdAt, updatedAt }: StoredState) => ({
  id,
  sourceId: text(state.source_id),
  destinationId: text(state.destination_id),
  if: text(state.if),
  actions: items(state.actions).map((action) => {
    const { type, fields = null, percent = null, path } = record(action);
    return { type, fields, percent, path: text(path) || null };
  }),
  title: text(state.title),
  description: text(state.description) || null,
  enabled: state.enabled === true,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

async function createFilter(call: Call<z.output<typeof Create>>) {
  const destinationId = call.params("destinationId");
  await getState(call.ctx, { kind: "destination", id: destinationId });
  const given = fromApi(attributes, call.body);
  const stored = await create(call, kind, {
    ...given,
    description: given.description || null,
    destination_id: destinationId,
  });
  return { filter: present(stored) };
}

async function updateFilter(call: Call<z.output<typeof Patch>>) {
  const id = call.params("filterId");
  await getInside(call.ctx, kind, call.params("destinationId"), id);
  const { description } = call.body;
  const given = description === "" ? { ...call.body, description: null } : call.body;
  return { filter: present(await patch(call, { kind, id }, given)) };
}

export const filterRoutes: readonly Route[] = [
  route("GET", "/destination/{destinationId}/filters", {
    operation: "listFiltersFromDestination",
    tag,
    summary: "Filters of a destination",
    paged: true,
    answer: z.object({ filters: z.array(Filter), pagination: PaginationShape }),
    run: async (call) => {
      const id = call.params("destinationId");
      await getState(call.ctx, { kind: "destination", id });
      const found = await list(call, kind, { where: { attribute: "destination_id", value: id } });
      return { filters: found.items.map(present), pagination: found.pagination };
    },
  }),
  route("POST", "/destination/{destinationId}/filters", {
    operation: "createFilterForDestination",
    tag,
    summary: "Create a filter",
    body: Create,
    answer: z.object({ filter: Filter }),
    run: createFilter,
  }),
  route("GET", "/destination/{destinationId}/filters/{filterId}", {
    operation: "getFilterInDestination",
    tag,
    summary: "A filter",
    answer: z.object({ filter: Filter }),
    run: async ({ ctx, params }) => ({
      filter: present(await getInside(ctx, kind, params("destinationId"), params("filterId"))),
    }),
  }),
  route("PATCH", "/destination/{destinationId}/filters/{filterId}", {
    operation: "updateFilterForDestination",
    tag,
    summary: "Change a filter; null takes the description away",
    body: Patch,
    answer: z.object({ filter: Filter }),
    run: updateFilter,
  }),
  route("DELETE", "/destination/{destinationId}/filters/{filterId}", {
    operation: "removeFilterFromDestination",
    tag,
    summary: "Delete a filter",
    answer: Status,
    run: (call) => removeInside(call, kind, call.params("destinationId"), call.params("filterId")),
  }),
  route("POST", "/destination/filters/preview", {
    operation: "previewDestinationFilter",
    tag,
    summary: "What a filter would leave of an event; null for nothing",
    body: Preview,
    answer: z.object({ inputPayload: JsonObject, result: JsonObject.nullable() }),
    run: async ({ ctx, body: { filter, payload } }) => {
      const { if: condition = null, actions = null } = fromApi(attributes, filter);
      return { inputPayload: payload, result: previewFilter(ctx, { if: text(condition), actions }, payload) };
    },
  }),
];
