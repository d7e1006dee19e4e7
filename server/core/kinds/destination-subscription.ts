import { enabled, json, object, optionalJson, optionalString, string } from "./attributes";
import { shapes, shortUuid } from "./ids";
import { checkSchedule } from "./schedule";
import type { ResourceKind } from "./types";
import { byId, isRecord, text } from "./values";

export const destinationSubscription: ResourceKind = {
  ...byId("destination_subscription", "destination_subscriptions", shapes.shortUuid, shortUuid),
  singular: "Destination Subscription",
  plural: "Mappings",
  about: "Says which events run which action of a destination, and how their fields are filled.",
  route: "connections/mappings",
  attributes: {
    name: string("Name", { maxLength: 255 }),
    destination_id: string("Destination", { input: "reference", refersTo: ["destination"], createOnly: true }),
    action_id: string("Action", { input: "action", createOnly: true }),
    trigger: string("Trigger", { input: "fql", help: "FQL that decides which events run the action." }),
    enabled,
    model_id: optionalString("Reverse ETL model", {
      input: "reference",
      refersTo: ["reverse_etl_model"],
      createOnly: true,
    }),
    reverse_etl_schedule: object(
      "Schedule",
      {
        strategy: string("Strategy", { options: ["PERIODIC", "SPECIFIC_DAYS", "CRON", "DBT_CLOUD", "MANUAL"] }),
        config: optionalJson("Configuration"),
      },
      "optional",
      { input: "schedule" },
    ),
    settings: json("Mapping", { input: "mapping", initial: {} }),
  },
  fileName: (id, state) => `${text(state.destination_id)}_${id}.tf`,
  blockLabel: (id, state) => `id-${text(state.destination_id)}_${id}`,
  importId: (id, state) => `${text(state.destination_id)}:${id}`,
  title: (id, state) => text(state.name) || id,
  check: (state) => {
    const schedule = state.reverse_etl_schedule;
    if (isRecord(schedule)) return checkSchedule(schedule);
    if (text(state.model_id)) {
      return [{ path: "reverse_etl_schedule", message: "A mapping with a Reverse ETL model needs a schedule." }];
    }
    return [];
  },
  verbs: { created: "created", modified: "modified", toggles: true },
};
