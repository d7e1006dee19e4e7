import { z } from "zod";
import { text } from "@/server/core/kinds/values";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { modelScheduleOf, withSchedule } from "@/server/domain/reverse-etl/model-schedule";
import { fromApi, JsonObject, patchShapes, shapesOf } from "../attribute-shape";
import { attributesOf, create, list, patch, remove } from "../resources";
import { type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Reverse ETL";
const kind = "reverse_etl_model";
const attributes = attributesOf(kind);

const Model = z.object({
  id: z.string(),
  sourceId: z.string(),
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  query: z.string(),
  queryIdentifierColumn: z.string(),
  scheduleStrategy: z.string().meta({ description: "Kept for older clients: mappings hold the schedules." }),
  scheduleConfig: JsonObject,
});

const schedule = { scheduleStrategy: z.string().nullish(), scheduleConfig: JsonObject.nullish() };

const present = ({ id, state, extra }: StoredState): z.output<typeof Model> => ({
  id,
  sourceId: text(state.source_id),
  name: text(state.name),
  description: text(state.description),
  enabled: state.enabled === true,
  query: text(state.query),
  queryIdentifierColumn: text(state.query_identifier_column),
  ...modelScheduleOf(extra),
});

const Answer = z.object({ reverseEtlModel: Model });
const changeable = ["name", "description", "enabled", "query", "query_identifier_column"];

export const reverseEtlModelRoutes: readonly Route[] = [
  route("GET", "/reverse-etl-models", {
    operation: "listReverseEtlModels",
    tag,
    summary: "Reverse ETL models of the workspace",
    paged: true,
    answer: z.object({ models: z.array(Model), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = await list(call, kind);
      return { models: items.map(present), pagination };
    },
  }),
  route("POST", "/reverse-etl-models", {
    operation: "createReverseEtlModel",
    tag,
    summary: "Create a Reverse ETL model",
    body: z.strictObject({ ...shapesOf(attributes), ...schedule }),
    status: 201,
    answer: Answer,
    run: async (call) => {
      const { scheduleStrategy, scheduleConfig, ...given } = call.body;
      const extra = withSchedule({ scheduleStrategy, scheduleConfig }, {});
      return { reverseEtlModel: present(await create(call, kind, fromApi(attributes, given), extra)) };
    },
  }),
  route("GET", "/reverse-etl-models/{modelId}", {
    operation: "getReverseEtlModel",
    tag,
    summary: "A Reverse ETL model",
    answer: Answer,
    run: async ({ ctx, params }) => ({
      reverseEtlModel: present(await getState(ctx, { kind, id: params("modelId") })),
    }),
  }),
  route("PATCH", "/reverse-etl-models/{modelId}", {
    operation: "updateReverseEtlModel",
    tag,
    summary: "Change a Reverse ETL model",
    body: z.strictObject({ ...patchShapes(attributes, changeable), ...schedule }),
    answer: Answer,
    run: async (call) => {
      const { scheduleStrategy, scheduleConfig, ...given } = call.body;
      const ref = { kind, id: call.params("modelId") } as const;
      const stored = await patch(call, ref, given, (kept) => withSchedule({ scheduleStrategy, scheduleConfig }, kept));
      return { reverseEtlModel: present(stored) };
    },
  }),
  route("DELETE", "/reverse-etl-models/{modelId}", {
    operation: "deleteReverseEtlModel",
    tag,
    summary: "Delete a Reverse ETL model that no mapping uses",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("modelId") }),
  }),
];
