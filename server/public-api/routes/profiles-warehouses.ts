import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { NotFoundError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { metadataFor } from "../catalog-metadata";
import { only } from "../present-connections";
import { attributesOf, create, done, forgiving, list, patch, remove, withoutNulls } from "../resources";
import { type Call, type Route, route } from "../route";
import { Metadata, PaginationShape, Settings, Status } from "../shapes";

const tag = "Profiles Sync";
const kind = "profiles_warehouse";
const attributes = attributesOf(kind);

const ProfilesWarehouse = z.object({
  id: z.string(),
  spaceId: z.string(),
  workspaceId: z.string(),
  enabled: z.boolean(),
  metadata: Metadata,
  settings: Settings.meta({ description: "Holds the name as `name`, and never the password." }),
  schemaName: z.string().nullable(),
});

async function present(ctx: Ctx, rows: readonly StoredState[]): Promise<object[]> {
  const metadata = await metadataFor(
    ctx,
    "warehouses",
    rows.map(({ state }) => text(state.metadata_id)),
  );
  return rows.map(({ id, state }) => {
    const name = text(state.name);
    return {
      id,
      spaceId: text(state.space_id),
      workspaceId: ctx.workspace.id,
      enabled: state.enabled !== false,
      metadata: metadata(text(state.metadata_id)),
      settings: { ...record(state.settings), ...(name ? { name } : {}) },
      schemaName: text(state.schema_name) || null,
    };
  });
}

/** A name stands beside the settings or among them; the one beside them wins. */
function named<Body extends { name?: unknown; settings?: unknown }>(body: Body) {
  const { name: inner, ...settings } = (body.settings ?? {}) as { readonly [key: string]: unknown };
  const name = body.name ?? inner;
  return {
    ...body,
    ...(name === undefined ? {} : { name }),
    ...(body.settings === undefined ? {} : { settings }),
  };
}

/** A profiles warehouse is only found in its own space. */
async function refOf({ ctx, params }: Call<unknown>) {
  const ref = { kind, id: params("warehouseId") } as const;
  const { state } = await getState(ctx, ref);
  if (text(state.space_id) !== params("spaceId")) throw new NotFoundError("profiles warehouse", ref.id);
  return ref;
}

const Answer = z.object({ profilesWarehouse: ProfilesWarehouse });
const name = z.string().nullish();
const inSpace = "/spaces/{spaceId}/profiles-warehouses";

export const profilesWarehouseRoutes: readonly Route[] = [
  route("GET", inSpace, {
    operation: "listProfilesWarehouseInSpace",
    tag,
    summary: "Warehouses that the profiles of a space are synced to",
    paged: true,
    answer: z.object({ profilesWarehouses: z.array(ProfilesWarehouse), pagination: PaginationShape }),
    run: async (call) => {
      const where = { attribute: "space_id", value: call.params("spaceId") };
      const { items, pagination } = await list(call, kind, { where });
      return { profilesWarehouses: await present(call.ctx, items), pagination };
    },
  }),
  route("POST", inSpace, {
    operation: "createProfilesWarehouse",
    tag,
    summary: "Sync the profiles of a space to a warehouse",
    body: z.strictObject({
      ...shapesOf(attributes, ["metadata_id", "enabled", "schema_name"]),
      name,
      settings: JsonObject.nullish(),
    }),
    status: 201,
    answer: Answer,
    run: async (call) => {
      const given = fromApi(attributes, named(call.body));
      const settings = withoutNulls(given.settings as JsonValue | undefined);
      const stored = await create(call, kind, { ...given, space_id: call.params("spaceId"), settings });
      return { profilesWarehouse: await only(present(call.ctx, [stored])) };
    },
  }),
  route("PATCH", `${inSpace}/{warehouseId}`, {
    operation: "updateProfilesWarehouseForSpaceWarehouse",
    tag,
    summary: "Change a profiles warehouse; settings are merged, and null takes a setting away",
    body: z.strictObject({ ...patchShapes(attributes, ["enabled", "schema_name", "settings"]), name }),
    answer: Answer,
    run: async (call) => {
      const stored = await patch(call, await refOf(call), named(call.body));
      return { profilesWarehouse: await only(present(call.ctx, [stored])) };
    },
  }),
  route("DELETE", `${inSpace}/{warehouseId}`, {
    operation: "removeProfilesWarehouseFromSpace",
    tag,
    summary: "Stop syncing profiles to a warehouse",
    answer: Status,
    run: async (call) => {
      await forgiving(async () => remove(call, await refOf(call)));
      return done;
    },
  }),
];
