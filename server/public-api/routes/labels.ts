import { z } from "zod";
import { text } from "@/server/core/kinds/values";
import type { StoredState } from "@/server/domain/resources/list-states";
import { listStates } from "@/server/domain/resources/list-states";
import { fromApi, shapesOf } from "../attribute-shape";
import { attributesOf, create, remove } from "../resources";
import { type Route, route } from "../route";
import { Label, Status } from "../shapes";

const tag = "Labels";
const kind = "label";
const attributes = attributesOf(kind);

/** More labels than any list of them can show. */
const mostLabels = 10_000;

const present = ({ state }: StoredState) => ({
  key: text(state.key),
  value: text(state.value),
  description: text(state.description) || null,
});

export const labelRoutes: readonly Route[] = [
  route("GET", "/labels", {
    operation: "listLabels",
    tag,
    summary: "Labels of the workspace, all at once",
    answer: z.object({ labels: z.array(Label) }),
    run: async ({ ctx }) => {
      const { items } = await listStates(ctx, { kind, offset: 0, count: mostLabels });
      return { labels: items.map(present) };
    },
  }),
  route("POST", "/labels", {
    operation: "createLabel",
    tag,
    summary: "Create a label",
    body: z.strictObject({ label: z.strictObject(shapesOf(attributes)) }),
    status: 201,
    answer: z.object({ label: Label }),
    run: async (call) => {
      const given = fromApi(attributes, call.body.label);
      const stored = await create(call, kind, { ...given, description: given.description || null });
      return { label: present(stored) };
    },
  }),
  route("DELETE", "/labels/{key}/{value}", {
    operation: "deleteLabel",
    tag,
    summary: "Delete a label that nothing carries",
    answer: Status,
    run: (call) => remove(call, { kind, id: `${call.params("key")}:${call.params("value")}` }),
  }),
];
