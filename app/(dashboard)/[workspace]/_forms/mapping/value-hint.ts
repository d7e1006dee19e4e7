import type { ActionField, Choice, FieldProperty } from "@/server/domain/catalog/action-types";
import type { MappingKind, MappingValue } from "./mapping-value";

/** What the catalog says about a value: of an action's field, or of a property inside one. */
export interface ValueHint {
  /** Upper case, as the Public API has it. */
  readonly type: string;
  readonly multiple: boolean;
  readonly choices: readonly Choice[];
  readonly properties: { readonly [name: string]: FieldProperty };
  /** Keys beyond the properties may be added. */
  readonly open: boolean;
  readonly placeholder: string;
}

export const anyValue: ValueHint = {
  type: "STRING",
  multiple: false,
  choices: [],
  properties: {},
  open: true,
  placeholder: "",
};

export const hintOf = (field: ActionField | FieldProperty): ValueHint => ({
  type: field.type.toUpperCase(),
  multiple: field.multiple === true,
  choices: field.choices ?? [],
  properties: field.properties ?? {},
  open: field.additionalProperties !== false || Object.keys(field.properties ?? {}).length === 0,
  placeholder: "placeholder" in field ? (field.placeholder ?? "") : "",
});

const names: { readonly [K in MappingKind]: string } = {
  none: "Nothing",
  literal: "Fixed value",
  list: "Fixed list",
  path: "Event variable",
  template: "Text with variables",
  if: "If … then …",
  object: "Object",
  json: "JSON",
};

const deepestBranch = 2;

/** The ways to give a value that make sense for its type; the one in use is always among them. */
export function kindOptions(hint: ValueHint, current: MappingKind, depth: number) {
  const object = hint.type === "OBJECT";
  const wanted: MappingKind[] = [
    "none",
    ...(object && !hint.multiple ? (["object"] as const) : []),
    ...(object ? [] : [hint.multiple ? ("list" as const) : ("literal" as const)]),
    "path",
    ...(object || hint.multiple ? [] : (["template"] as const)),
    ...(depth < deepestBranch ? (["if"] as const) : []),
    "json",
  ];
  return [...new Set([...wanted, current])].map((kind) => ({ value: kind, label: names[kind] }));
}

/** A fixed value to begin with: texts may start empty, the others need one of their type. */
export function firstLiteral(hint: ValueHint): MappingValue & { kind: "literal" } {
  const [choice] = hint.choices;
  const value = choice?.value;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return { kind: "literal", value };
  if (hint.type === "BOOLEAN") return { kind: "literal", value: true };
  return { kind: "literal", value: hint.type === "NUMBER" || hint.type === "INTEGER" ? 0 : "" };
}
