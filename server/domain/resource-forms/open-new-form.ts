import { z } from "zod";
import type { Ctx } from "@/server/core/ctx";
import { resourceKinds } from "@/server/core/kinds/table";
import type { Attributes, ResourceKind } from "@/server/core/kinds/types";
import { text } from "@/server/core/kinds/values";
import { mayBegin } from "@/server/core/permissions";
import type { Preset } from "@/server/domain/catalog/action-types";
import { defaultMapping, findAction, listPresets } from "@/server/domain/catalog/list-actions";
import type { SettingField } from "@/server/domain/catalog/settings-of";
import { findTitles } from "@/server/domain/resources/find-titles";
import { findReach } from "@/server/domain/resources/reach";
import { KindName } from "@/server/domain/resources/schema";
import type { JsonValue, ResourceState } from "@/server/hcl/schema";
import { formParts, mappingAction } from "./form-parts";
import { findDestination } from "./open-edit-form";
import type { OpenForm } from "./types";

export const OpenNewForm = z.object({
  kind: KindName,
  /** Catalog id of what is created, for kinds that have a catalog. */
  type: z.string().min(1).max(64).optional(),
  /** Attributes to begin with, such as the destination of a filter. */
  given: z.record(z.string().max(100), z.string().max(320)).default({}),
  /** Name of the preset that a mapping begins with; without it, the defaults of its action. */
  preset: z.string().max(255).optional(),
});
export type OpenNewForm = z.output<typeof OpenNewForm>;

/** The form of something new, with all that is known of it before a person types. */
export async function openNewForm(ctx: Ctx, input: OpenNewForm): Promise<OpenForm> {
  await findReach(ctx);
  const kind = resourceKinds[input.kind];
  const start = {
    ...initialState(kind.attributes),
    ...(await sourceOf(ctx, kind, input.given)),
    ...given(kind, input.given),
    ...(input.type ? typed(kind, input.type) : {}),
  };
  const mapping = kind.kind === "destination_subscription" ? await mappingStart(ctx, start, input.preset) : null;
  const parts = await formParts(ctx, kind, { ...start, ...mapping?.state });
  return {
    ...parts,
    values: parts.settings ? { ...parts.values, settings: { ...settingDefaults(parts.settings) } } : parts.values,
    allowed: mayBegin(ctx.access, kind.kind),
    action: mapping?.action ?? null,
    secrets: [],
    missingSecrets: [],
    titles: await findTitles(ctx, kind, start),
    edited: null,
  };
}

const initialState = (attributes: Attributes): { [name: string]: JsonValue } =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attribute.initial ?? null]));

const typed = (kind: ResourceKind, type: string): ResourceState =>
  "metadata_id" in kind.attributes ? { metadata_id: type } : { metadata: { id: type } };

/** Only texts can be given, and only those of the table: the address of the page is as hostile as any input. */
const given = (kind: ResourceKind, values: { readonly [name: string]: string }): ResourceState =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name]) => Object.hasOwn(kind.attributes, name) && kind.attributes[name]?.value.type === "string",
    ),
  );

/** A filter stands between a destination and the source that feeds it. */
async function sourceOf(
  ctx: Ctx,
  kind: ResourceKind,
  given: { readonly [name: string]: string },
): Promise<ResourceState> {
  const destination =
    kind.kind === "destination_filter" ? await findDestination(ctx, given.destination_id ?? "") : null;
  return destination ? { source_id: text(destination.state.source_id) } : {};
}

/** Defaults that say something; empty ones would only be noise in the configuration. */
const settingDefaults = (fields: readonly SettingField[]): ResourceState =>
  Object.fromEntries(
    fields.flatMap(({ name, internal, secret, default: value }) =>
      internal || secret || value === null || isEmpty(value) ? [] : [[name, value] as const],
    ),
  );

const isEmpty = (value: JsonValue) =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

async function mappingStart(ctx: Ctx, start: ResourceState, presetName: string | undefined) {
  const type = (await findDestination(ctx, text(start.destination_id)))?.catalogId ?? null;
  const action = type === null ? null : findAction(type, text(start.action_id));
  if (type === null || !action) return null;
  const preset: Preset | undefined = listPresets(type, action.id).find((each) => each.name === presetName);
  const mode: ResourceState =
    action.syncMode && text(start.model_id) ? { __segment_internal_sync_mode: action.syncMode.default } : {};
  const state: ResourceState = {
    name: preset?.name ?? action.name,
    trigger: preset?.trigger ?? action.defaultTrigger ?? 'type = "track"',
    settings: { ...defaultMapping(action), ...preset?.fields, ...mode },
  };
  return { action: mappingAction(type, action.id), state };
}
