import type { JsonValue } from "@/server/hcl/schema";
import type { Choice, FieldConditions } from "./action-types";
import { labelFromKey } from "./labels";
import { looksSecret } from "./setting-rules";
import type { CatalogEntry, IntegrationOption, SettingFact } from "./types";

export type SettingControl = "text" | "secret" | "number" | "boolean" | "select" | "list" | "map" | "json";

/** One setting as a form asks for it. */
export interface SettingField {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly control: SettingControl;
  readonly required: boolean;
  readonly secret: boolean;
  readonly default: JsonValue | null;
  readonly choices: readonly Choice[];
  readonly shownIf?: FieldConditions;
  /** Written by the product itself: shown, kept, not asked for. */
  readonly internal: boolean;
  /** False: not in the catalog, only in the stored settings; kept as it is. */
  readonly known: boolean;
  /** False: the key is a guess, other keys may be in use. */
  readonly sure: boolean;
}

type Settings = { readonly [name: string]: JsonValue };

const controls: { readonly [type: string]: SettingControl } = {
  boolean: "boolean",
  number: "number",
  integer: "number",
  array: "list",
  strings: "list",
  "text-map": "map",
  map: "map",
  mixed: "json",
  oauth: "json",
};

function knownControl(option: IntegrationOption, fact: SettingFact): SettingControl {
  if (fact.secret) return "secret";
  if (fact.choices.length > 0) return "select";
  return controls[option.type] ?? "text";
}

function knownField(option: IntegrationOption, fact: SettingFact): SettingField {
  return {
    name: option.name,
    label: option.label ?? labelFromKey(option.name),
    description: option.description ?? "",
    control: knownControl(option, fact),
    required: option.required && !fact.internal,
    secret: fact.secret,
    default: option.defaultValue ?? null,
    choices: fact.choices,
    ...(fact.shownIf && { shownIf: fact.shownIf }),
    internal: fact.internal,
    known: true,
    sure: fact.sure,
  };
}

function controlOfValue(value: JsonValue): SettingControl {
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  return typeof value === "string" ? "text" : "json";
}

function extraField(name: string, value: JsonValue): SettingField {
  const secret = typeof value === "string" && looksSecret(name);
  return {
    name,
    label: labelFromKey(name),
    description: "Not in the catalog; kept as it is.",
    control: secret ? "secret" : controlOfValue(value),
    required: false,
    secret,
    default: null,
    choices: [],
    internal: false,
    known: false,
    sure: false,
  };
}

const plainFact: SettingFact = { secret: false, internal: false, sure: true, choices: [] };

/** The fields of an entry's form, and after them what the stored settings hold beyond the catalog. */
export function settingsOf(entry: CatalogEntry, stored: Settings = {}): SettingField[] {
  const known = entry.metadata.options.map((option) =>
    knownField(option, entry.settingFacts[option.name] ?? plainFact),
  );
  const names = new Set(known.map((field) => field.name));
  const extra = Object.entries(stored)
    .filter(([name]) => !names.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => extraField(name, value));
  return [...known, ...extra];
}
