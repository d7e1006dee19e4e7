import { compare, typeName } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { floatText, str } from "@/server/dbt/jinja/text";
import { Dict, Float, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

export interface JsonStyle {
  indent?: number | undefined;
  sortKeys?: boolean;
}

/** Python's `json.dumps`: `, ` and `: ` between parts, everything beyond ASCII escaped. */
export function dumpJson(value: Value, style: JsonStyle = {}, depth = 0): string {
  if (depth > 100) throw new JinjaError("the value nests too deep for JSON");
  if (value === null) return "null";
  if (typeof value === "string") return jsonText(value);
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Float) return jsonFloat(value.value);
  if (value instanceof Undefined) throw new JinjaError(value.hint);
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (items)
    return bracket(
      "[]",
      items.map((item) => dumpJson(item, style, depth + 1)),
      style,
      depth,
    );
  if (value instanceof Dict) return bracket("{}", members(value, style, depth), style, depth);
  throw new JinjaError(`Object of type ${typeName(value)} is not JSON serializable`);
}

function members(dict: Dict, style: JsonStyle, depth: number): string[] {
  const entries = [...dict.entries()];
  if (style.sortKeys) entries.sort((a, b) => compare(a[0], b[0]));
  return entries.map(([key, value]) => `${jsonText(keyText(key))}: ${dumpJson(value, style, depth + 1)}`);
}

function keyText(key: Value): string {
  if (key === null) return "null";
  return typeof key === "boolean" ? String(key) : str(key);
}

function bracket(pair: string, parts: string[], style: JsonStyle, depth: number): string {
  if (!parts.length) return pair;
  if (style.indent === undefined) return `${pair[0]}${parts.join(", ")}${pair[1]}`;
  const inner = `\n${" ".repeat(Math.min(64, style.indent) * (depth + 1))}`;
  const outer = `\n${" ".repeat(Math.min(64, style.indent) * depth)}`;
  return `${pair[0]}${inner}${parts.join(`,${inner}`)}${outer}${pair[1]}`;
}

function jsonText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function jsonFloat(x: number): string {
  if (Number.isNaN(x)) return "NaN";
  return Number.isFinite(x) ? floatText(x) : x > 0 ? "Infinity" : "-Infinity";
}
