import type { Ctx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { isRecord, record } from "@/server/core/kinds/values";
import { getState } from "@/server/domain/resources/list-states";
import { editResource } from "@/server/domain/resources/update-resource";
import type { JsonValue } from "@/server/hcl/schema";
import { findPlanConnection } from "./find-connection";

type Settings = { readonly [name: string]: JsonValue };

const eventDefaults = {
  allow_unplanned_events: true,
  allow_unplanned_event_properties: true,
  allow_event_on_violations: true,
  allow_properties_on_violations: true,
  common_event_on_violations: "ALLOW",
};
const traitDefaults = {
  allow_unplanned_traits: true,
  allow_traits_on_violations: true,
  common_event_on_violations: "ALLOW",
};

/** What happens to events when nobody has said so. Source: Segment's Public API. */
const defaults: { readonly [group: string]: Settings } = {
  track: eventDefaults,
  identify: traitDefaults,
  group: traitDefaults,
};
const forwards = ["forwarding_violations_to", "forwarding_blocked_events_to"];

/** How a source treats events that break its tracking plan, every key with a value. Throws NotFoundError. */
export async function getSchemaSettings(ctx: Ctx, sourceId: string): Promise<Settings> {
  await getState(ctx, { kind: "source", id: sourceId });
  const connection = await findPlanConnection(ctx, sourceId);
  return complete(record(connection?.state.schema_settings));
}

/**
 * Changes what is given of the groups; a forward that is not given ends, as in Segment's API. They belong to the source's
 * connection with its tracking plan: throws `invalid` without one.
 */
export async function updateSchemaSettings(ctx: Ctx, sourceId: string, given: Settings): Promise<Settings> {
  await getState(ctx, { kind: "source", id: sourceId });
  const connection = await findPlanConnection(ctx, sourceId);
  if (!connection) {
    throw new DomainError("invalid", "No tracking plan checks this source, so it has no schema settings to change.", {
      next: "Connect a tracking plan to it first.",
    });
  }
  const empty = forwards.filter((name) => given[name] === "");
  if (empty.length > 0) {
    const message = "Give the id of a source, or leave it out to forward nothing.";
    throw new InvalidError(empty.map((name) => ({ path: `schema_settings.${name}`, message })));
  }
  const { state } = await editResource(
    ctx,
    { kind: "source_tracking_plan_connection", id: connection.id },
    ({ state: before }) => ({ changes: { schema_settings: merged(record(before.schema_settings), given) } }),
  );
  return complete(record(state.schema_settings));
}

function merged(before: Settings, given: Settings): Settings {
  const groups = Object.keys(defaults).map((group) => [
    group,
    isRecord(given[group])
      ? { ...record(before[group]), ...withoutNulls(record(given[group])) }
      : (before[group] ?? null),
  ]);
  return { ...Object.fromEntries(groups), ...Object.fromEntries(forwards.map((name) => [name, given[name] ?? null])) };
}

function complete(settings: Settings): Settings {
  const groups = Object.entries(defaults).map(([group, values]) => [
    group,
    { ...values, ...withoutNulls(record(settings[group])) },
  ]);
  return {
    ...Object.fromEntries(groups),
    ...Object.fromEntries(forwards.map((name) => [name, settings[name] ?? null])),
  };
}

const withoutNulls = (values: Settings) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
