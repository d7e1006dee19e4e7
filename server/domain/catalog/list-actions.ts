import type { Action, Preset } from "./action-types";
import { findDestinationEntry } from "./find-catalog-entry";

/** Actions of a destination type, hidden ones included; empty for classic and unknown types. */
export function listActions(destinationMetadataId: string): readonly Action[] {
  return findDestinationEntry(destinationMetadataId)?.metadata.actions ?? [];
}

/** An action of a destination type by its id; null when unknown, as for actions of browser destinations. */
export function findAction(destinationMetadataId: string, actionId: string): Action | null {
  return listActions(destinationMetadataId).find((action) => action.id === actionId) ?? null;
}

export function findActionBySlug(destinationMetadataId: string, slug: string): Action | null {
  return listActions(destinationMetadataId).find((action) => action.slug === slug) ?? null;
}

/** Ready-made mappings of a destination type, optionally of one action. */
export function listPresets(destinationMetadataId: string, actionId?: string): readonly Preset[] {
  const presets = findDestinationEntry(destinationMetadataId)?.metadata.presets ?? [];
  return actionId === undefined ? presets : presets.filter((preset) => preset.actionId === actionId);
}

/** What a new mapping of an action starts from: the defaults of its fields, without the hidden mode of audiences. */
export function defaultMapping(action: Action): Preset["fields"] {
  return Object.fromEntries(
    action.fields.flatMap((field) => (field.defaultValue === undefined ? [] : [[field.fieldKey, field.defaultValue]])),
  );
}
