import { z } from "zod";
import { functionIdOf } from "@/server/core/kinds/insert-function-instance";
import { record, text } from "@/server/core/kinds/values";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import type { JsonValue } from "@/server/hcl/schema";
import { fromApi, patchShapes, shapesOf } from "../attribute-shape";
import { textIn } from "../query";
import { attributesOf, create, list, patch, remove, withoutNulls } from "../resources";
import { type Route, route } from "../route";
import { PaginationShape, Settings, Status } from "../shapes";

const tag = "Functions";
const kind = "insert_function_instance";
const attributes = attributesOf(kind);

const Instance = z.object({
  id: z.string(),
  name: z.string(),
  integrationId: z.string().meta({ description: "The source or destination that the function stands in front of." }),
  classId: z.string().meta({ description: "The function, spelt as it was given: with or without `ifnd_`." }),
  enabled: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  settings: Settings,
  encryptedSettings: z.object({}),
});

const present = ({ id, state, createdAt, updatedAt }: StoredState): z.output<typeof Instance> => ({
  id,
  name: text(state.name),
  integrationId: text(state.integration_id),
  classId: text(state.function_id),
  enabled: state.enabled === true,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
  settings: record(state.settings),
  encryptedSettings: {},
});

const Answer = z.object({ insertFunctionInstance: Instance });

export const insertFunctionRoutes: readonly Route[] = [
  route("GET", "/insert-function-instances", {
    operation: "listInsertFunctionInstances",
    tag,
    summary: "Instances of insert functions",
    paged: true,
    query: [{ name: "functionId", description: "Only those of this function" }],
    answer: z.object({ instances: z.array(Instance), pagination: PaginationShape }),
    run: async (call) => {
      const functionId = textIn(call.query, "functionId");
      const uses = functionId ? ({ kind: "function", id: functionIdOf(functionId) } as const) : null;
      if (uses) await getState(call.ctx, uses);
      const { items, pagination } = await list(call, kind, uses ? { uses } : {});
      return { instances: items.map(present), pagination };
    },
  }),
  route("POST", "/insert-function-instances", {
    operation: "createInsertFunctionInstance",
    tag,
    summary: "Put an insert function in front of a source or destination",
    body: z.strictObject(shapesOf(attributes)),
    answer: Answer,
    run: async (call) => {
      const given = fromApi(attributes, call.body);
      const settings = withoutNulls(given.settings as JsonValue | undefined);
      return { insertFunctionInstance: present(await create(call, kind, { ...given, settings })) };
    },
  }),
  route("GET", "/insert-function-instances/{instanceId}", {
    operation: "getInsertFunctionInstance",
    tag,
    summary: "An instance of an insert function",
    answer: Answer,
    run: async ({ ctx, params }) => ({
      insertFunctionInstance: present(await getState(ctx, { kind, id: params("instanceId") })),
    }),
  }),
  route("PATCH", "/insert-function-instances/{instanceId}", {
    operation: "updateInsertFunctionInstance",
    tag,
    summary: "Change an instance; settings are merged, and null takes a setting away",
    body: z.strictObject(patchShapes(attributes, ["name", "enabled", "settings"])),
    answer: Answer,
    run: async (call) => ({
      insertFunctionInstance: present(await patch(call, { kind, id: call.params("instanceId") }, call.body)),
    }),
  }),
  route("DELETE", "/insert-function-instances/{instanceId}", {
    operation: "deleteInsertFunctionInstance",
    tag,
    summary: "Delete an instance",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("instanceId") }),
  }),
];
