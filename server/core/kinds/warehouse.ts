import { computedBool, computedString, object, settings, string } from "./attributes";
import { shapes, shortUuid } from "./ids";
import type { ResourceKind } from "./types";
import { byId, text } from "./values";

export const warehouse: ResourceKind = {
  ...byId("warehouse", "warehouses", shapes.shortUuid, shortUuid),
  singular: "Warehouse",
  plural: "Warehouses",
  about: "A database that sources are loaded into: Snowflake, BigQuery, Redshift, Postgres and others.",
  route: "connections/warehouses",
  catalog: "warehouses",
  attributes: {
    name: computedString("Name", { maxLength: 255 }),
    enabled: computedBool("Enabled", { initial: true }),
    metadata: object("Type", { id: string("Catalog id", { input: "catalog", createOnly: true }) }, "required", {
      createOnly: true,
    }),
    settings,
  },
  title: (id, state) => text(state.name) || id,
  verbs: { created: "created", modified: "modified", toggles: true },
};
