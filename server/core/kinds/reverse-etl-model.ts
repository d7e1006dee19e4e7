import { enabled, string } from "./attributes";
import { shapes, shortUuid } from "./ids";
import type { ResourceKind } from "./types";
import { byId, text } from "./values";

const longestQuery = 65_535;
const longestColumn = 191;

export const reverseEtlModel: ResourceKind = {
  ...byId("reverse_etl_model", "reverse_etl_models", shapes.shortUuid, shortUuid),
  singular: "Reverse ETL Model",
  plural: "Reverse ETL",
  about: "A query on a warehouse whose rows are sent to destinations.",
  route: "connections/reverse-etl",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    description: string("Description", { input: "multiline", maxLength: 4000, initial: "", mayBeEmpty: true }),
    source_id: string("Warehouse source", { input: "reference", refersTo: ["source"], createOnly: true }),
    enabled,
    query: string("Query", { input: "sql", maxLength: longestQuery }),
    query_identifier_column: string("Identifier column", { maxLength: longestColumn }),
  },
  title: (id, state) => text(state.name) || id,
  check: (state) =>
    /;\s*$/.test(text(state.query))
      ? [
          {
            path: "query",
            message: "Leave out the closing semicolon: the query runs inside a larger one.",
            tolerated: true,
          },
        ]
      : [],
  verbs: { created: "created", modified: "modified", toggles: true },
};
