import { computedBool, enabled, listOfStrings, object, optionalString, settings, string } from "./attributes";
import { objectId, shapes } from "./ids";
import type { Attribute, ResourceKind } from "./types";
import { byId, text } from "./values";

/** Written by Git Sync as the catalog has them; a person never sets them. */
const contacts: Attribute = {
  label: "Contacts",
  mode: "optionalComputed",
  value: { type: "list", element: { type: "object", attributes: {} } },
};

export const destination: ResourceKind = {
  ...byId("destination", "destinations", shapes.objectId, objectId),
  singular: "Destination",
  plural: "Destinations",
  about: "Where events go: an analytics, advertising or messaging product, or your own function.",
  route: "connections/destinations",
  catalog: "destinations",
  attributes: {
    name: optionalString("Name", { maxLength: 255 }),
    enabled,
    source_id: string("Source", { input: "reference", refersTo: ["source"], createOnly: true }),
    metadata: object(
      "Type",
      {
        id: string("Catalog id", { input: "catalog", createOnly: true }),
        contacts,
        partner_owned: computedBool("Partner owned"),
        region_endpoints: listOfStrings("Region endpoints", "optionalComputed"),
        supported_regions: listOfStrings("Supported regions", "optionalComputed"),
      },
      "required",
      { createOnly: true },
    ),
    settings,
  },
  title: (id, state) => text(state.name) || id,
  verbs: { created: "created", modified: "modified", toggles: true },
};
