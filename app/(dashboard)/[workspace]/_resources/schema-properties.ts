import { isRecord, items, text } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

/** One property that a rule's JSON schema knows. */
export interface SchemaProperty {
  /** Below the event, such as `properties.order.id`. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
  /** Further limits in short: "one of a, b", "at least 1". */
  readonly limits: string;
}

type Schema = { readonly [key: string]: JsonValue };

const deepest = 8;

/** The properties of a JSON schema, nested ones after their parent. References and combinations are left to the JSON. */
export function schemaProperties(schema: JsonValue, prefix = "", depth = 0): SchemaProperty[] {
  if (!isRecord(schema) || !isRecord(schema.properties) || depth > deepest) return [];
  const required = items(schema.required);
  return Object.entries(schema.properties).flatMap(([name, value]) => {
    const property: Schema = isRecord(value) ? value : {};
    const path = prefix ? `${prefix}.${name}` : name;
    const own = {
      path,
      type: typeOf(property),
      required: required.includes(name),
      description: text(property.description),
      limits: limitsOf(property),
    };
    const inner = isRecord(property.items)
      ? schemaProperties(property.items, `${path}[]`, depth + 1)
      : schemaProperties(property, path, depth + 1);
    // The outer layer that every rule has, an event's parts, says nothing by itself.
    return depth === 0 && wrappers.has(name) ? inner : [own, ...inner];
  });
}

const wrappers: ReadonlySet<string> = new Set(["properties", "traits", "context"]);

function typeOf(schema: Schema): string {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  const named = types.filter((type) => typeof type === "string");
  if (named.length === 0) return "any";
  return named.map((type) => (type === "array" ? arrayType(schema) : type)).join(" or ");
}

function arrayType(schema: Schema): string {
  return isRecord(schema.items) ? `array of ${typeOf(schema.items)}` : "array";
}

function limitsOf(schema: Schema): string {
  const limits = [
    ...(Array.isArray(schema.enum) ? [`one of ${schema.enum.map((one) => JSON.stringify(one)).join(", ")}`] : []),
    ...(schema.const !== undefined ? [`always ${JSON.stringify(schema.const)}`] : []),
    ...(typeof schema.pattern === "string" ? [`matches ${schema.pattern}`] : []),
    ...(typeof schema.format === "string" ? [schema.format] : []),
    ...(typeof schema.minimum === "number" ? [`at least ${schema.minimum}`] : []),
    ...(typeof schema.maximum === "number" ? [`at most ${schema.maximum}`] : []),
    ...(typeof schema.minLength === "number" ? [`${schema.minLength} characters or more`] : []),
    ...(typeof schema.maxLength === "number" ? [`${schema.maxLength} characters or fewer`] : []),
  ];
  return limits.join("; ");
}
