import { enabled, optionalString, setOf, setOfStrings, string } from "./attributes";
import { ksuid, shapes } from "./ids";
import type { ResourceKind } from "./types";
import { byId, items, text } from "./values";

export const transformation: ResourceKind = {
  ...byId("transformation", "transformations", shapes.ksuid, ksuid),
  singular: "Transformation",
  plural: "Transformations",
  about: "Renames or changes events and properties on their way.",
  route: "protocols/transformations",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    source_id: string("Source", { input: "reference", refersTo: ["source"] }),
    destination_metadata_id: optionalString("Only for destination type", { input: "catalog" }),
    enabled,
    if: string("Condition", { input: "fql" }),
    new_event_name: optionalString("New event name"),
    property_renames: setOf(
      "Property renames",
      { old_name: string("Old name"), new_name: string("New name") },
      "required",
      { initial: [] },
    ),
    property_value_transformations: setOf(
      "Value changes",
      {
        property_paths: setOfStrings("Properties"),
        property_value: string("Value", { mayBeEmpty: true, anyText: true }),
      },
      "required",
      { initial: [] },
    ),
    fql_defined_properties: setOf(
      "FQL properties",
      { property_name: string("Property"), fql: string("FQL", { input: "fql" }) },
      "required",
      { initial: [] },
    ),
  },
  title: (id, state) => text(state.name) || id,
  check: (state) => [
    ...(items(state.property_value_transformations).length > 10
      ? [{ path: "property_value_transformations", message: "At most 10 value changes." }]
      : []),
    ...(items(state.fql_defined_properties).length > 1
      ? [{ path: "fql_defined_properties", message: "At most one FQL property." }]
      : []),
  ],
  verbs: { created: "created", modified: "updated", toggles: false },
};
