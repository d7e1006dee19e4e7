import type { Action } from "@/server/domain/catalog/action-types";
import { defaultMapping, findActionBySlug, listPresets } from "@/server/domain/catalog/list-actions";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { destinationTypes } from "./destinations";
import { destinationId, mappingId, modelId } from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type Fields = { readonly [field: string]: JsonValue };
type Typed = keyof typeof destinationTypes;

export interface MappingDraft {
  readonly name?: string;
  /** FQL; without it the preset's or the action's own. */
  readonly trigger?: string;
  /** Fields that differ from the preset, or from the defaults of the action. */
  readonly fields?: Fields;
  readonly enabled?: boolean;
  /** Key of the destination, when it is not its type's name. */
  readonly destination?: string;
}

function actionOf(type: Typed, slug: string): Action {
  const action = findActionBySlug(destinationTypes[type], slug);
  if (!action) throw new Error(`The catalog has no action ${slug} for ${type}.`);
  return action;
}

function build(type: Typed, slug: string, key: string, draft: MappingDraft, reverseEtl: ResourceState): SampleResource {
  const action = actionOf(type, slug);
  const preset = listPresets(destinationTypes[type], action.id)[0];
  return {
    kind: "destination_subscription",
    id: mappingId(`${draft.destination ?? type} ${slug} ${key}`),
    state: {
      name: draft.name ?? preset?.name ?? action.name,
      destination_id: destinationId(draft.destination ?? type),
      action_id: action.id,
      trigger: draft.trigger ?? preset?.trigger ?? action.defaultTrigger ?? 'type = "track"',
      enabled: draft.enabled ?? true,
      settings: { ...defaultMapping(action), ...preset?.fields, ...draft.fields },
      model_id: null,
      reverse_etl_schedule: null,
      ...reverseEtl,
    },
  };
}

/** A mapping of events, from the catalog's preset for the action where there is one. */
export const mapping = (type: Typed, slug: string, draft: MappingDraft = {}): SampleResource =>
  build(type, slug, draft.name ?? "", draft, {});

export const path = (text: string) => ({ "@path": text });

export const template = (text: string) => ({ "@template": text });

/** `$.properties.<column>` for a column of a model. */
export const column = (name: string) => path(`$.properties.${name}`);

export type Schedule = { readonly strategy: string; readonly config?: JsonValue };

/** A mapping of a model's rows; the sync mode becomes a setting when the action has modes. */
export function rowMapping(
  type: Typed,
  slug: string,
  model: string,
  schedule: Schedule,
  draft: MappingDraft & { readonly mode?: string },
): SampleResource {
  const mode: Fields = actionOf(type, slug).syncMode ? { __segment_internal_sync_mode: draft.mode ?? "upsert" } : {};
  const rows: MappingDraft = {
    trigger: 'event = "new" or event = "updated"',
    ...draft,
    fields: { ...draft.fields, ...mode },
  };
  return build(type, slug, model, rows, {
    model_id: modelId(model),
    reverse_etl_schedule: { strategy: schedule.strategy, config: schedule.config ?? null },
  });
}
