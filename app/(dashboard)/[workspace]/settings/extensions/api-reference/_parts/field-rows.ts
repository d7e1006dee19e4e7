/** A JSON Schema of the API's document, as far as its fields are shown. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export interface FieldRow {
  /** Such as `destination.settings` or `labels[].key`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
}

type Named = { readonly [name: string]: Schema };

const deepest = 4;
const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isNull = (schema: Schema) => schema.type === "null";

/** The schema behind a reference, and without "or null". */
function core(schema: Schema, named: Named): Schema {
  const name = typeof schema.$ref === "string" ? schema.$ref.split("/").at(-1) : undefined;
  if (name !== undefined && named[name]) return core(named[name], named);
  const branches = Array.isArray(schema.anyOf) ? (schema.anyOf as Schema[]).filter((branch) => !isNull(branch)) : [];
  return branches.length === 1 && branches[0] ? core(branches[0], named) : schema;
}

/** The fields of an object, those inside of it after it, down to four levels. */
export function fieldRows(schema: Schema, named: Named, prefix = "", depth = 1): FieldRow[] {
  const { properties, required } = core(schema, named);
  if (!isSchema(properties)) return [];
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties).flatMap(([key, value]) => {
    if (!isSchema(value)) return [];
    const name = prefix + key;
    const description = value.description ?? core(value, named).description;
    const row = {
      name,
      type: typeWords(value, named),
      required: needed.includes(key),
      description: typeof description === "string" ? description : null,
    };
    return [row, ...(depth < deepest ? rowsInside(value, named, name, depth) : [])];
  });
}

function rowsInside(value: Schema, named: Named, name: string, depth: number): FieldRow[] {
  const inner = core(value, named);
  if (inner.type === "array" && isSchema(inner.items)) return fieldRows(inner.items, named, `${name}[].`, depth + 1);
  return fieldRows(inner, named, `${name}.`, depth + 1);
}

/** "text", "list of text or null", "`LIVE` or `ENGAGE`". */
export function typeWords(schema: Schema, named: Named): string {
  const branches = Array.isArray(schema.anyOf) ? (schema.anyOf as Schema[]) : [];
  const types = Array.isArray(schema.type) ? (schema.type as string[]) : [];
  const nullable = branches.some(isNull) || types.includes("null");
  const plain = types.length > 0 ? { ...schema, type: types.find((type) => type !== "null") } : core(schema, named);
  return `${plainWords(plain, named)}${nullable ? " or null" : ""}`;
}

const words: { readonly [type: string]: string } = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
};

function plainWords(schema: Schema, named: Named): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(", ");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.type === "array") return isSchema(schema.items) ? `list of ${typeWords(schema.items, named)}` : "list";
  if (schema.format === "date-time") return "time";
  return (typeof schema.type === "string" ? words[schema.type] : undefined) ?? "any JSON";
}
