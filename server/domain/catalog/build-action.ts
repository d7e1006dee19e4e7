import type { Action, ActionField, EventPreset, FieldType, Preset, SyncMode } from "./action-types";
import type { ActionRow, FieldRow, PresetRow } from "./data-rows";
import { deriveId } from "./derive-id";

const fieldTypes: { readonly [type: string]: FieldType } = {
  string: "STRING",
  text: "TEXT",
  number: "NUMBER",
  integer: "INTEGER",
  boolean: "BOOLEAN",
  datetime: "DATETIME",
  object: "OBJECT",
  password: "PASSWORD",
};

const typeWords: { readonly [type: string]: string } = {
  STRING: "Text",
  TEXT: "Long text",
  NUMBER: "Number",
  INTEGER: "Whole number",
  BOOLEAN: "True or false",
  DATETIME: "Date and time",
  OBJECT: "Object",
  PASSWORD: "Secret text",
};

/** What a field takes, in a few words made from its facts. */
function describe(row: FieldRow, type: FieldType): string {
  const one = row.choices?.length ? `One of ${row.choices.length} choices` : (typeWords[type] ?? "Text");
  const many = row.multiple ? `${one}, one or more` : one;
  if (row.required) return `${many}; required.`;
  return row.requiredIf ? `${many}; required in some cases.` : `${many}.`;
}

function buildField(actionId: string, row: FieldRow, sortOrder: number): ActionField {
  const {
    key,
    label,
    type: _type,
    default: defaultValue,
    required,
    multiple,
    dynamic,
    allowNull,
    hidden,
    ...rest
  } = row;
  const type = fieldTypes[row.type] ?? "STRING";
  return {
    ...rest,
    id: deriveId("field", actionId, key),
    sortOrder,
    fieldKey: key,
    label,
    type,
    description: describe(row, type),
    ...(defaultValue !== undefined && { defaultValue }),
    required: required === true,
    multiple: multiple === true,
    dynamic: dynamic === true,
    allowNull: allowNull === true,
    hidden: hidden === true,
  };
}

const buildFields = (actionId: string, rows: readonly FieldRow[]) =>
  rows.map((row, index) => buildField(actionId, row, index));

export function buildAction(row: ActionRow, destinationName: string): Action {
  return {
    id: row.id,
    idSure: row.idSure === true,
    slug: row.slug,
    name: row.name,
    description: `Runs “${row.name}” in ${destinationName}.`,
    platform: row.platform ?? "CLOUD",
    hidden: row.hidden === true,
    defaultTrigger: row.trigger ?? null,
    fields: buildFields(row.id, row.fields),
    batch: row.batch === true,
    syncMode: row.syncMode ? { ...row.syncMode, default: row.syncMode.default as SyncMode } : null,
    hooks: (row.hooks ?? []).map((hook) => ({
      name: hook.name,
      label: hook.label,
      fields: buildFields(`${row.id}.${hook.name}`, hook.fields),
    })),
  };
}

/** Presets by trigger, and those of audience products by event; presets of actions that are gone are left out. */
export function buildPresets(rows: readonly PresetRow[], actions: readonly ActionRow[]) {
  const ids = new Map(actions.map((action) => [action.slug, action.id]));
  const presets: Preset[] = [];
  const eventPresets: EventPreset[] = [];
  for (const { name, action, trigger, event, fields } of rows) {
    const actionId = ids.get(action);
    if (!actionId) continue;
    if (trigger) presets.push({ actionId, name, fields, trigger });
    else if (event) eventPresets.push({ actionId, name, fields, event });
  }
  return { presets, eventPresets };
}
