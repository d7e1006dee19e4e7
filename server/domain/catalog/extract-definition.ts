import type { JsonValue } from "@/server/hcl/schema";
import type { Choice, FieldConditions, FieldProperty } from "./action-types";
import type { ActionRow, DestinationDetail, FieldRow, PresetRow, SettingRow } from "./data-rows";
import { deriveId } from "./derive-id";
import { knownActionIds } from "./known-action-ids";
import { labelFromKey } from "./labels";

/** What is read of `@segment/action-destinations`; everything else of a definition is code or prose. */
export interface PackageField {
  readonly label: string;
  readonly type: string;
  readonly required?: boolean | FieldConditions;
  readonly multiple?: boolean;
  readonly default?: JsonValue;
  readonly choices?: readonly (string | { readonly label: string; readonly value: JsonValue })[];
  readonly properties?: { readonly [name: string]: PackageField };
  readonly additionalProperties?: boolean;
  readonly defaultObjectUI?: string;
  readonly allowNull?: boolean;
  readonly unsafe_hidden?: boolean;
  readonly format?: string;
  readonly depends_on?: FieldConditions;
  readonly dynamic?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly readOnly?: boolean;
  readonly placeholder?: string;
  readonly disabledInputMethods?: readonly string[];
}

type PackageFields = { readonly [key: string]: PackageField };

interface PackageAction {
  readonly title: string;
  readonly platform?: string;
  readonly hidden?: boolean;
  readonly defaultSubscription?: string;
  readonly performBatch?: unknown;
  readonly syncMode?: {
    readonly label: string;
    readonly default: string;
    readonly choices: readonly { readonly label: string; readonly value: string }[];
  };
  readonly hooks?: { readonly [name: string]: { readonly label: string; readonly inputFields?: PackageFields } };
  readonly fields: PackageFields;
}

export interface PackageDefinition {
  readonly name: string;
  readonly slug: string;
  readonly authentication?: { readonly scheme: string; readonly fields?: PackageFields };
  readonly audienceConfig?: { readonly mode: { readonly type: string } };
  readonly audienceFields?: PackageFields;
  readonly actions: { readonly [slug: string]: PackageAction };
  readonly presets?: readonly {
    readonly name: string;
    readonly partnerAction: string;
    readonly subscribe?: string;
    readonly eventSlug?: string;
    readonly mapping?: { readonly [key: string]: JsonValue };
  }[];
}

const longestChoiceLabel = 60;

/** A choice's label, or words made of its value where the package has a sentence. */
function choice(item: string | { readonly label: string; readonly value: JsonValue }): Choice {
  const { label, value } = typeof item === "string" ? { label: item, value: item } : item;
  const text = label.replace(/\s+/g, " ").trim();
  return { label: text.length > longestChoiceLabel ? labelFromKey(String(value)) : text, value };
}

/** Facts that fields and properties of fields share. */
function shape(field: PackageField) {
  return {
    ...(typeof field.required === "object" && { requiredIf: field.required }),
    ...(field.format && { format: field.format }),
    ...(field.choices && { choices: field.choices.map(choice) }),
    ...(field.properties && { properties: mapValues(field.properties, property) }),
    ...(field.additionalProperties !== undefined && { additionalProperties: field.additionalProperties }),
    ...(field.defaultObjectUI && { objectEditor: field.defaultObjectUI }),
    ...(field.readOnly && { readOnly: true as const }),
    ...(field.minimum !== undefined && { minimum: field.minimum }),
    ...(field.maximum !== undefined && { maximum: field.maximum }),
    ...(field.disabledInputMethods?.length && { disabledInputMethods: [...field.disabledInputMethods].sort() }),
  };
}

function mapValues<From, To>(record: { readonly [key: string]: From }, to: (value: From) => To) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}

function property(field: PackageField): FieldProperty {
  return {
    label: field.label,
    type: field.type,
    ...(field.required === true && { required: true }),
    ...(field.multiple && { multiple: true }),
    ...(field.default !== undefined && { default: field.default }),
    ...shape(field),
  };
}

function fieldRow([key, field]: [string, PackageField]): FieldRow {
  return {
    key,
    label: field.label,
    type: field.type,
    ...(field.required === true && { required: true as const }),
    ...(field.multiple && { multiple: true as const }),
    ...(field.dynamic && { dynamic: true as const }),
    ...(field.allowNull && { allowNull: true as const }),
    ...(field.unsafe_hidden && { hidden: true as const }),
    ...(field.placeholder && { placeholder: field.placeholder }),
    ...(field.depends_on && { shownIf: field.depends_on }),
    ...shape(field),
    ...(field.default !== undefined && { default: field.default }),
  };
}

const fieldRows = (fields: PackageFields | undefined) => Object.entries(fields ?? {}).map(fieldRow);

function settingRow([name, field]: [string, PackageField]): SettingRow {
  return {
    name,
    label: field.label,
    type: field.multiple ? "array" : field.choices ? "select" : field.properties ? "map" : field.type,
    ...(field.required === true && { required: true as const }),
    ...(field.type === "password" && { secret: true as const }),
    ...(field.depends_on && { shownIf: field.depends_on }),
    ...(field.choices && { choices: field.choices.map(choice) }),
    ...(field.default !== undefined && { default: field.default }),
  };
}

const platforms: { readonly [platform: string]: "WEB" | "MOBILE" } = { web: "WEB", mobile: "MOBILE" };

function actionRow(destinationId: string, slug: string, action: PackageAction): ActionRow {
  const known = knownActionIds[destinationId]?.[slug];
  const platform = platforms[action.platform ?? ""];
  const hooks = Object.entries(action.hooks ?? {});
  const trigger = action.defaultSubscription?.replace(/\s+/g, " ").trim();
  return {
    id: known ?? deriveId("action", destinationId, slug),
    ...(known && { idSure: true as const }),
    slug,
    name: action.title,
    ...(platform && { platform }),
    ...(action.hidden && { hidden: true as const }),
    ...(action.performBatch ? { batch: true as const } : {}),
    ...(trigger && { trigger }),
    ...(action.syncMode && {
      syncMode: {
        label: action.syncMode.label,
        default: action.syncMode.default,
        choices: action.syncMode.choices.map(choice),
      },
    }),
    ...(hooks.length > 0 && {
      hooks: hooks.map(([name, hook]) => ({ name, label: hook.label, fields: fieldRows(hook.inputFields) })),
    }),
    fields: fieldRows(action.fields),
  };
}

/** The facts of one destination of the package: ids, keys, types, choices, defaults, conditions; no prose, no code. */
export function extractDefinition(id: string, definition: PackageDefinition): DestinationDetail {
  return {
    id,
    slug: definition.slug,
    authentication: definition.authentication?.scheme ?? null,
    ...(definition.audienceConfig && {
      audience: { mode: definition.audienceConfig.mode.type, fields: fieldRows(definition.audienceFields) },
    }),
    settings: Object.entries(definition.authentication?.fields ?? {}).map(settingRow),
    actions: Object.entries(definition.actions).map(([slug, action]) => actionRow(id, slug, action)),
    presets: (definition.presets ?? []).map(
      (preset): PresetRow => ({
        name: preset.name,
        action: preset.partnerAction,
        ...(preset.subscribe && { trigger: preset.subscribe.replace(/\s+/g, " ").trim() }),
        ...(preset.eventSlug && { event: preset.eventSlug }),
        fields: preset.mapping ?? {},
      }),
    ),
  };
}
