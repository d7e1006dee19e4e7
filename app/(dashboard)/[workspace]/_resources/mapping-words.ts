import { isRecord } from "@/server/core/kinds/values";
import type { JsonValue } from "@/server/hcl/schema";

/** What fills a field of a mapping, in words. `code` is shown in mono: a path, a template, JSON. */
export interface FieldSource {
  readonly words: string;
  readonly code: string | null;
}

/** Reads the mapping directives of action destinations; what it does not know it gives back as JSON. */
export function fieldSource(value: JsonValue): FieldSource {
  if (typeof value === "string") return { words: value === "" ? "Empty text" : "Always", code: value || null };
  if (typeof value === "number" || typeof value === "boolean") return { words: "Always", code: String(value) };
  if (value === null) return { words: "Nothing", code: null };
  if (isRecord(value)) {
    const { "@path": path, "@template": template, "@if": condition, "@literal": literal } = value;
    if (typeof path === "string") return { words: "Event", code: path.replace(/^\$\./, "") };
    if (typeof template === "string") return { words: "Template", code: template };
    if (literal !== undefined) return fieldSource(literal);
    if (isRecord(condition)) return conditional(condition);
    const names = Object.keys(value);
    if (names.length > 0 && !names.some((name) => name.startsWith("@"))) {
      return { words: "Object", code: names.map((name) => `${name}: ${inline(value[name] ?? null)}`).join("\n") };
    }
  }
  return { words: "Computed", code: JSON.stringify(value, null, 2) };
}

function conditional(condition: { readonly [key: string]: JsonValue }): FieldSource {
  const { exists, blank, then, else: otherwise } = condition;
  const tested = exists ?? blank;
  if (tested === undefined) return { words: "Computed", code: JSON.stringify({ "@if": condition }, null, 2) };
  const test = inline(tested);
  const [present, absent] = exists !== undefined ? [then, otherwise] : [otherwise, then];
  const parts = [
    ...(present !== undefined ? [`${inline(present)}, if ${test} is there`] : []),
    ...(absent !== undefined ? [`${inline(absent)}, if not`] : []),
  ];
  return { words: "Event", code: parts.join("; ") };
}

function inline(value: JsonValue): string {
  const { words, code } = fieldSource(value);
  return code ?? words;
}
