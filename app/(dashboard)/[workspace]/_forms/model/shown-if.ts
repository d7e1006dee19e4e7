import type { FieldConditions } from "@/server/domain/catalog/action-types";
import type { JsonValue } from "@/server/hcl/schema";
import { asList, type JsonObject, sameJson } from "./json";

/** Where a mapping keeps how rows become adds, updates and deletes. */
export const syncModeKey = "__segment_internal_sync_mode";

/** Whether conditions of the catalog hold for the values of a form; without conditions they do. */
export function holds(conditions: FieldConditions | undefined, values: JsonObject): boolean {
  if (!conditions) return true;
  const results = conditions.conditions.map((condition) => {
    const key = condition.type === "syncMode" ? syncModeKey : (condition.fieldKey ?? "");
    const equal = isOneOf(values[key], condition.value);
    return condition.operator === "is" ? equal : !equal;
  });
  return conditions.match === "any" ? results.some(Boolean) : results.every(Boolean);
}

function isOneOf(value: JsonValue | undefined, wanted: JsonValue | undefined): boolean {
  if (wanted === undefined) return value === undefined || value === null || value === "";
  const choices = Array.isArray(wanted) ? asList(wanted) : [wanted];
  return choices.some((choice) => sameJson(choice, value));
}
