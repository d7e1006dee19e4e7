import { readFileSync } from "node:fs";
import type { AttributeSchema, AttributeTable, AttributeType } from "@/server/hcl/schema";

/** The provider's own schema, as `terraform providers schema` prints it, as far as it is used here. */
interface ProviderAttribute {
  readonly type?: string | readonly [string, string];
  readonly nested_type?: { readonly nesting_mode: string; readonly attributes: ProviderAttributes };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly deprecated?: boolean;
}

type ProviderAttributes = { readonly [name: string]: ProviderAttribute };

interface ProviderSchema {
  readonly resource_schemas: {
    readonly [type: string]: { readonly block: { readonly attributes: ProviderAttributes } };
  };
}

export const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");

/** String attributes that hold JSON: the schema does not tell them from other strings. */
const jsonNames = new Set(["settings", "config", "json_schema", "fields"]);

function typeOf(name: string, { type, nested_type: nested }: ProviderAttribute): AttributeType {
  if (nested) {
    const object: AttributeType = { type: "object", attributes: tableOf(nested.attributes) };
    if (nested.nesting_mode === "single") return object;
    return { type: nested.nesting_mode === "set" ? "set" : "list", element: object };
  }
  if (typeof type === "object") return { type: type[0] === "set" ? "set" : "list", element: { type: "string" } };
  if (type === "bool" || type === "number") return { type };
  return { type: jsonNames.has(name) ? "json" : "string" };
}

function modeOf({ required, computed }: ProviderAttribute): AttributeSchema["mode"] {
  if (required) return "required";
  return computed ? "optionalComputed" : "optional";
}

function tableOf(attributes: ProviderAttributes): AttributeTable {
  const settable = Object.entries(attributes).filter(
    ([, { required, optional, deprecated }]) => (required || optional) && !deprecated,
  );
  return Object.fromEntries(settable.map(([name, it]) => [name, { value: typeOf(name, it), mode: modeOf(it) }]));
}

const { resource_schemas: schemas } = JSON.parse(fixture("segment-provider-1.6.0.schema.json")) as ProviderSchema;

/** Attribute tables of the 16 resource types, by Terraform type. */
export const providerTables: ReadonlyMap<string, AttributeTable> = new Map(
  Object.entries(schemas).map(([type, { block }]) => [type, tableOf(block.attributes)]),
);

export function tableFor(type: string): AttributeTable {
  const table = providerTables.get(type);
  if (!table) throw new Error(`The provider has no ${type}.`);
  return table;
}
