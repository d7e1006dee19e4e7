import { enabled, optionalJson, optionalNumber, optionalString, setOf, string } from "./attributes";
import { ksuid, shapes } from "./ids";
import type { FieldProblem, ResourceKind } from "./types";
import { byId, items, record, text } from "./values";

const actionTypes = ["ALLOW_PROPERTIES", "DROP", "DROP_PROPERTIES", "SAMPLE"] as const;

/** Segment's rules for one action; the provider sends bad ones although it has complained, so the server must check. */
function checkAction(action: ReturnType<typeof record>, path: string): FieldProblem[] {
  const has = (name: string) => action[name] !== undefined && action[name] !== null;
  const refuse = (field: string, message: string) => (has(field) ? [{ path: `${path}.${field}`, message }] : []);
  switch (text(action.type)) {
    case "DROP":
      return ["percent", "path", "fields"].flatMap((name) => refuse(name, "A drop action takes no other setting."));
    case "SAMPLE": {
      const percent = action.percent;
      const range: FieldProblem[] =
        typeof percent !== "number" || percent < 0 || percent > 1
          ? [{ path: `${path}.percent`, message: "Give the share of events to keep, from 0 to 1." }]
          : Math.abs(percent * 1e6 - Math.round(percent * 1e6)) > 1e-9
            ? [{ path: `${path}.percent`, message: "Use at most 6 decimals." }]
            : [];
      return [...refuse("fields", "A sample action takes no fields."), ...range];
    }
    case "ALLOW_PROPERTIES":
    case "DROP_PROPERTIES":
      return [
        ...refuse("percent", "Only a sample action takes a share."),
        ...refuse("path", "Only a sample action takes a path."),
        ...(has("fields") ? [] : [{ path: `${path}.fields`, message: "Name at least one property." }]),
      ];
    default:
      return [{ path: `${path}.type`, message: `Use one of ${actionTypes.join(", ")}.` }];
  }
}

export const destinationFilter: ResourceKind = {
  ...byId("destination_filter", "destination_filters", shapes.ksuid, ksuid),
  singular: "Destination Filter",
  plural: "Filters",
  about: "Keeps events, or parts of them, from reaching a destination.",
  route: "connections/filters",
  attributes: {
    title: string("Title", { maxLength: 255 }),
    description: optionalString("Description", { input: "multiline", maxLength: 1000 }),
    destination_id: string("Destination", { input: "reference", refersTo: ["destination"], createOnly: true }),
    source_id: string("Source", { input: "reference", refersTo: ["source"], createOnly: true }),
    if: string("Condition", {
      input: "fql",
      help: 'FQL, for example event = "Order Completed"; “all” matches every event.',
    }),
    enabled,
    actions: setOf("Actions", {
      type: string("Type", { options: actionTypes }),
      fields: optionalJson("Fields", { input: "filter-fields" }),
      percent: optionalNumber("Share to keep"),
      path: optionalString("Path"),
    }),
  },
  blockLabel: (id, state) => `id-${text(state.destination_id)}_${id}`,
  importId: (id, state) => `${text(state.destination_id)}:${id}`,
  title: (id, state) => text(state.title) || id,
  check: (state) => {
    const actions = items(state.actions);
    if (actions.length === 0) return [{ path: "actions", message: "Add at least one action." }];
    return actions.flatMap((action, index) => checkAction(record(action), `actions.${index}`));
  },
  verbs: { created: "created", modified: "modified", toggles: true },
};
