import { enabled, settings, string } from "./attributes";
import { shapes, shortUuid } from "./ids";
import type { KindName, ResourceKind } from "./types";
import { byId, text } from "./values";

/** The provider strips `ifnd_` before it sends a function id; both spellings mean the same function. */
export const functionIdOf = (id: string) => (/^(ifnd|ifns)_/.test(id) ? id : `ifnd_${id}`);

const integrationKind = (id: string): KindName => (shapes.objectId.test(id) ? "destination" : "source");

export const insertFunctionInstance: ResourceKind = {
  ...byId("insert_function_instance", "insert_function_instances", shapes.shortUuid, shortUuid),
  singular: "Insert Function Instance",
  plural: "Insert functions",
  about: "An insert function put in front of one source or destination.",
  route: "connections/insert-functions",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    function_id: string("Function", { input: "reference", createOnly: true }),
    integration_id: string("Source or destination", { input: "reference", createOnly: true }),
    enabled,
    settings,
  },
  title: (id, state) => text(state.name) || id,
  references: (state) => [
    { kind: "function", id: functionIdOf(text(state.function_id)), attribute: "function_id" },
    { kind: integrationKind(text(state.integration_id)), id: text(state.integration_id), attribute: "integration_id" },
  ],
  verbs: { created: "created", modified: "modified", toggles: true },
};
