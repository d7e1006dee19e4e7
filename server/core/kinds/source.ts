import { computedString, enabled, labelPair, object, setOf, settings, string } from "./attributes";
import { shapes, shortUuid } from "./ids";
import type { ResourceKind } from "./types";
import { byId, labelReferences, text } from "./values";

export const source: ResourceKind = {
  ...byId("source", "sources", shapes.shortUuid, shortUuid),
  singular: "Source",
  plural: "Sources",
  about: "Where events come from: a website, an app, a server, a cloud product or a warehouse.",
  route: "connections/sources",
  catalog: "sources",
  attributes: {
    name: computedString("Name", { maxLength: 255 }),
    slug: string("Slug", {
      maxLength: 255,
      help: "Names the source in URLs and warehouse schemas.",
      pattern: { test: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/, message: "Use letters, digits, “-”, “_” and “.”." },
    }),
    enabled,
    metadata: object("Type", { id: string("Catalog id", { input: "catalog", createOnly: true }) }, "required", {
      createOnly: true,
    }),
    settings,
    labels: setOf("Labels", labelPair, "optional", { input: "labels" }),
  },
  title: (id, state) => text(state.name) || text(state.slug) || id,
  naturalKey: (state) => text(state.slug) || null,
  references: (state) => labelReferences(state.labels, "labels"),
  verbs: { created: "created", modified: "modified", toggles: true },
};
