import { z } from "zod";
import { text } from "@/server/core/kinds/values";
import { requireType } from "@/server/domain/catalog/require-type";
import { findState, getState, listStates } from "@/server/domain/resources/list-states";
import { connectSource } from "@/server/domain/warehouses/connect-source";
import { getConnectionState, tryWarehouseSettings } from "@/server/domain/warehouses/try-connection";
import type { JsonValue } from "@/server/hcl/schema";
import { warehouseLogins } from "@/server/integrations/warehouses/logins";
import { JsonObject } from "../attribute-shape";
import { fieldNames } from "../failures";
import { paginationOf } from "../pagination";
import { only, presentSources, presentWarehouses } from "../present-connections";
import { create, list, patch, remove, withoutNulls } from "../resources";
import { type Call, type Route, route } from "../route";
import { PaginationShape, Source, Status, Warehouse } from "../shapes";

const tag = "Warehouses";
const kind = "warehouse";
const connection = "source_warehouse_connection";
const fieldOf = fieldNames({ "metadata.id": "metadataId" });

const name = z.string().nullish().meta({ description: "Wins over a `name` among the settings." });
const Create = z.strictObject({
  metadataId: z.string(),
  name,
  enabled: z.boolean().nullish(),
  settings: JsonObject,
  disconnectAllSources: z.boolean().nullish().meta({ description: "A new warehouse is never connected by itself." }),
});
const Patch = z.strictObject({ name, enabled: z.boolean().nullish(), settings: JsonObject.nullish() });
const Connection = z.enum(["CONNECTED", "FAILED"]);

/** The name stands among the settings in answers, so it may come back there. */
function splitName(given: {
  readonly name?: string | null | undefined;
  readonly settings?: object | null | undefined;
}) {
  const { name: among, ...settings } = (given.settings ?? {}) as { [name: string]: JsonValue };
  const chosen = given.name === undefined ? among : given.name;
  return { name: chosen === "" ? null : chosen, settings };
}

async function createWarehouse(call: Call<z.output<typeof Create>>) {
  await requireType(call.ctx, "warehouses", call.body.metadataId);
  const { name: chosen = null, settings } = splitName(call.body);
  const stored = await create(call, kind, {
    name: chosen,
    enabled: call.body.enabled ?? null,
    metadata: { id: call.body.metadataId },
    settings: withoutNulls(settings),
  });
  return { warehouse: await only(presentWarehouses(call.ctx, [stored])) };
}

async function updateWarehouse(call: Call<z.output<typeof Patch>>) {
  const { enabled } = call.body;
  const given = splitName(call.body);
  const changes = {
    ...(given.name === undefined ? {} : { name: given.name }),
    ...(typeof enabled === "boolean" ? { enabled } : {}),
    settings: given.settings,
  };
  const stored = await patch(call, { kind, id: call.params("warehouseId") }, changes);
  return { warehouse: await only(presentWarehouses(call.ctx, [stored])) };
}

async function connectedSources({ ctx, params, page }: Call<unknown>) {
  const id = params("warehouseId");
  await getState(ctx, { kind, id });
  const found = await listStates(ctx, { kind: connection, ...page, where: { attribute: "warehouse_id", value: id } });
  const rows = await Promise.all(
    found.items.map(({ state }) => findState(ctx, { kind: "source", id: text(state.source_id) })),
  );
  const sources = await presentSources(
    ctx,
    rows.filter((row) => row !== null),
  );
  return { sources, pagination: paginationOf(page, found.total) };
}

export const warehouseRoutes: readonly Route[] = [
  route("GET", "/warehouses", {
    operation: "listWarehouses",
    tag,
    summary: "Warehouses of the workspace",
    paged: true,
    answer: z.object({ warehouses: z.array(Warehouse), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = await list(call, kind);
      return { warehouses: await presentWarehouses(call.ctx, items), pagination };
    },
  }),
  route("POST", "/warehouses", {
    operation: "createWarehouse",
    tag,
    summary: "Create a warehouse",
    body: Create,
    status: 201,
    answer: z.object({ warehouse: Warehouse }),
    fieldOf,
    run: createWarehouse,
  }),
  route("POST", "/warehouses/validation", {
    operation: "createValidationInWarehouse",
    tag,
    summary: "Try to connect with settings that are not stored",
    body: z.strictObject({ metadataId: z.string(), settings: JsonObject }),
    answer: z.object({ status: Connection }),
    fieldOf,
    run: async ({ ctx, body }) => {
      const settings = body.settings as { [name: string]: JsonValue };
      return { status: await tryWarehouseSettings(ctx, warehouseLogins, { ...body, settings }) };
    },
  }),
  route("GET", "/warehouses/{warehouseId}", {
    operation: "getWarehouse",
    tag,
    summary: "A warehouse",
    answer: z.object({ warehouse: Warehouse }),
    run: async ({ ctx, params }) => {
      const stored = await getState(ctx, { kind, id: params("warehouseId") });
      return { warehouse: await only(presentWarehouses(ctx, [stored])) };
    },
  }),
  route("PATCH", "/warehouses/{warehouseId}", {
    operation: "updateWarehouse",
    tag,
    summary: "Change a warehouse; settings are merged, and null takes a setting or the name away",
    body: Patch,
    answer: z.object({ warehouse: Warehouse }),
    run: updateWarehouse,
  }),
  route("DELETE", "/warehouses/{warehouseId}", {
    operation: "deleteWarehouse",
    tag,
    summary: "Delete a warehouse that nothing uses",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("warehouseId") }),
  }),
  route("GET", "/warehouses/{warehouseId}/connection-state", {
    operation: "getConnectionStateFromWarehouse",
    tag,
    summary: "Try to connect with the stored settings",
    answer: z.object({ connectionState: Connection }),
    run: async ({ ctx, params }) => ({
      connectionState: await getConnectionState(ctx, warehouseLogins, params("warehouseId")),
    }),
  }),
  route("GET", "/warehouses/{warehouseId}/connected-sources", {
    operation: "listConnectedSourcesFromWarehouse",
    tag,
    summary: "Sources that are loaded into a warehouse",
    paged: true,
    answer: z.object({ sources: z.array(Source), pagination: PaginationShape }),
    run: connectedSources,
  }),
  route("POST", "/warehouses/{warehouseId}/connected-sources/{sourceId}", {
    operation: "addConnectionFromSourceToWarehouse",
    tag,
    summary: "Load a source into a warehouse",
    status: 201,
    answer: z.object({ status: z.enum(["CONNECTED", "NOT_CONNECTED"]) }),
    run: async ({ ctx, params }) => {
      await connectSource(ctx, { sourceId: params("sourceId"), warehouseId: params("warehouseId") });
      return { status: "CONNECTED" };
    },
  }),
  route("DELETE", "/warehouses/{warehouseId}/connected-sources/{sourceId}", {
    operation: "removeSourceConnectionFromWarehouse",
    tag,
    summary: "Load a source into a warehouse no longer",
    answer: Status,
    run: (call) => remove(call, { kind: connection, id: `${call.params("sourceId")}:${call.params("warehouseId")}` }),
  }),
];
