import { object, optionalBool, optionalString, string } from "./attributes";
import type { Attributes, ResourceKind } from "./types";
import { byPair, isRecord, text } from "./values";

const traitRules: Attributes = {
  allow_unplanned_traits: optionalBool("Allow unplanned traits"),
  allow_traits_on_violations: optionalBool("Allow traits on violations"),
  common_event_on_violations: optionalString("On violations", { options: ["ALLOW", "BLOCK", "OMIT_TRAITS"] }),
};

const trackRules: Attributes = {
  allow_unplanned_events: optionalBool("Allow unplanned events"),
  allow_unplanned_event_properties: optionalBool("Allow unplanned properties"),
  allow_event_on_violations: optionalBool("Allow events on violations"),
  allow_properties_on_violations: optionalBool("Allow properties on violations"),
  common_event_on_violations: optionalString("On violations", { options: ["ALLOW", "BLOCK", "OMIT_PROPERTIES"] }),
};

const forwardTo = (label: string) => optionalString(label, { input: "reference", refersTo: ["source"] });

export const sourceTrackingPlanConnection: ResourceKind = {
  ...byPair("source_tracking_plan_connection", "source_tracking_plan_connections", "source_id", "tracking_plan_id"),
  singular: "Source Tracking Plan Connection",
  plural: "Tracking plan connections",
  about: "Which tracking plan checks a source, and what happens to events that break it.",
  route: "protocols/connections",
  attributes: {
    source_id: string("Source", { input: "reference", refersTo: ["source"], createOnly: true }),
    tracking_plan_id: string("Tracking plan", { input: "reference", refersTo: ["tracking_plan"], createOnly: true }),
    schema_settings: object(
      "Schema settings",
      {
        track: object("Track", trackRules, "optional"),
        identify: object("Identify", traitRules, "optional"),
        group: object("Group", traitRules, "optional"),
        forwarding_violations_to: forwardTo("Forward violations to"),
        forwarding_blocked_events_to: forwardTo("Forward blocked events to"),
      },
      "optional",
    ),
  },
  /** A source is checked by one plan at most, so the source alone is the key. */
  naturalKey: (state) => text(state.source_id) || null,
  title: (id) => id,
  // The provider never reads them back, so a plan after an import would always send them again.
  ignoreChanges: (state) => (isRecord(state.schema_settings) ? ["schema_settings"] : []),
  references: (state) => {
    const settings = state.schema_settings;
    if (!isRecord(settings)) return [];
    return ["forwarding_violations_to", "forwarding_blocked_events_to"].flatMap((name) =>
      text(settings[name])
        ? [{ kind: "source" as const, id: text(settings[name]), attribute: `schema_settings.${name}` }]
        : [],
    );
  },
  verbs: { created: "created", modified: "modified", toggles: false },
};

export const sourceWarehouseConnection: ResourceKind = {
  ...byPair("source_warehouse_connection", "source_warehouse_connections", "source_id", "warehouse_id"),
  singular: "Source Warehouse Connection",
  plural: "Warehouse connections",
  about: "Which warehouse a source is loaded into.",
  route: "connections/warehouse-connections",
  attributes: {
    source_id: string("Source", { input: "reference", refersTo: ["source"], createOnly: true }),
    warehouse_id: string("Warehouse", { input: "reference", refersTo: ["warehouse"], createOnly: true }),
  },
  importId: () => null,
  title: (id) => id,
  verbs: { created: "created", modified: "modified", toggles: false },
};
