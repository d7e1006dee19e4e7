import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { items, record, text } from "@/server/core/kinds/values";
import { functionMetadataId } from "@/server/domain/catalog/function-as-catalog-entry";
import { findCreators } from "@/server/domain/changes/find-creators";
import { deploymentOf } from "@/server/domain/functions/deploy-function";
import type { StoredState } from "@/server/domain/resources/list-states";
import { getState } from "@/server/domain/resources/list-states";
import { fromApi, patchShapes, shapesOf, toApi } from "../attribute-shape";
import { wordIn } from "../query";
import { attributesOf, create, list, patch, remove } from "../resources";
import { type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Functions";
const kind = "function";
const attributes = attributesOf(kind);

const ResourceType = z.enum(["SOURCE", "DESTINATION", "INSERT_DESTINATION", "INSERT_SOURCE"]);

const Item = z.object({
  id: z.string(),
  resourceType: ResourceType,
  displayName: z.string().nullable(),
  description: z.string().nullable(),
  logoUrl: z.string().nullable(),
  catalogId: z.string(),
  createdAt: z.string(),
  createdBy: z.string().nullable().meta({ description: "E-mail of a person, or the name of a token." }),
});
const Setting = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string(),
  type: z.enum(["ARRAY", "BOOLEAN", "STRING", "TEXT_MAP"]),
  required: z.boolean(),
  sensitive: z.boolean(),
});
const FunctionShape = Item.extend({
  code: z.string(),
  settings: z.array(Setting),
  deployedAt: z.string().nullable(),
  previewWebhookUrl: z.string().nullable(),
  batchMaxCount: z.int(),
  isLatestVersion: z
    .boolean()
    .meta({ description: "False once the code or settings are newer than what is deployed." }),
});

const itemOf = (row: StoredState, creators: ReadonlyMap<string, string>): z.output<typeof Item> => ({
  id: row.id,
  resourceType: ResourceType.parse(row.state.resource_type),
  displayName: text(row.state.display_name) || null,
  description: text(row.state.description) || null,
  logoUrl: text(row.state.logo_url) || null,
  catalogId: functionMetadataId(row.id),
  createdAt: row.createdAt.toISOString(),
  createdBy: creators.get(row.id) ?? null,
});

async function present(ctx: Ctx, row: StoredState): Promise<object> {
  const deployment = deploymentOf(row.state, row.extra);
  const { settings } = toApi({ settings: attributes.settings as (typeof attributes)[string] }, row.state);
  return {
    ...itemOf(row, await findCreators(ctx, kind, [row.id])),
    code: text(row.state.code),
    settings: items(settings).map(record),
    deployedAt: deployment.at,
    previewWebhookUrl: null,
    batchMaxCount: 0,
    isLatestVersion: deployment.isLatest,
  };
}

const Answer = z.object({ function: FunctionShape });

export const functionRoutes: readonly Route[] = [
  route("GET", "/functions", {
    operation: "listFunctions",
    tag,
    summary: "Functions of one type, without their code",
    paged: true,
    query: [{ name: "resourceType", description: ResourceType.options.join(", "), required: true }],
    answer: z.object({ functions: z.array(Item), pagination: PaginationShape }),
    run: async (call) => {
      const value = wordIn(call.query, "resourceType", ResourceType.options);
      const { items: rows, pagination } = await list(call, kind, { where: { attribute: "resource_type", value } });
      const creators = await findCreators(
        call.ctx,
        kind,
        rows.map(({ id }) => id),
      );
      return { functions: rows.map((row) => itemOf(row, creators)), pagination };
    },
  }),
  route("POST", "/functions", {
    operation: "createFunction",
    tag,
    summary: "Create a function",
    body: z.strictObject(shapesOf(attributes)),
    answer: Answer,
    run: async (call) => ({
      function: await present(call.ctx, await create(call, kind, fromApi(attributes, call.body))),
    }),
  }),
  route("GET", "/functions/{functionId}", {
    operation: "getFunction",
    tag,
    summary: "A function with its code",
    answer: Answer,
    run: async ({ ctx, params }) => ({
      function: await present(ctx, await getState(ctx, { kind, id: params("functionId") })),
    }),
  }),
  route("PATCH", "/functions/{functionId}", {
    operation: "updateFunction",
    tag,
    summary: "Change a function",
    body: z.strictObject(patchShapes(attributes, ["code", "settings", "display_name", "logo_url", "description"])),
    answer: Answer,
    run: async (call) => {
      const ref = { kind, id: call.params("functionId") } as const;
      return { function: await present(call.ctx, await patch(call, ref, call.body)) };
    },
  }),
  route("DELETE", "/functions/{functionId}", {
    operation: "deleteFunction",
    tag,
    summary: "Delete a function that nothing is made from",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("functionId") }),
  }),
];
