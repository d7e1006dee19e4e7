import { JinjaError } from "@/server/dbt/jinja/errors";
import { formatWithSpec } from "@/server/dbt/jinja/number-format";
import { repr, str } from "@/server/dbt/jinja/text";
import type { Args, Runtime, Value } from "@/server/dbt/jinja/values";

const FIELD = /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}|[{}]/g;

/** Python's `str.format`: positional, numbered and named fields, with attribute and item paths and format specs. */
export function braceFormat(format: string, args: Args, runtime: Runtime): string {
  let automatic = 0;
  let length = format.length;
  const lookUp = (field: string): Value => {
    const parts = /^([^.[]*)(.*)$/s.exec(field);
    const head = parts?.[1] ?? "";
    const first = head === "" ? args.positional[automatic++] : rootValue(head, args);
    if (first === undefined) throw new JinjaError(`Replacement index ${head || automatic - 1} out of range`);
    return followPath(first, parts?.[2] ?? "", runtime);
  };
  return format.replace(FIELD, (whole, field, conversion, spec) => {
    if (whole === "{{") return "{";
    if (whole === "}}") return "}";
    if (field === undefined) throw new JinjaError(`Single '${whole}' encountered in format string`);
    const value = lookUp(field);
    const converted = conversion === "r" || conversion === "a" ? repr(value) : conversion === "s" ? str(value) : value;
    const fullSpec = (spec ?? "").replace(/\{([^{}]*)\}/g, (_: string, inner: string) => str(lookUp(inner)));
    const text = formatWithSpec(converted, fullSpec, runtime.budget);
    length += text.length;
    runtime.budget.text(length);
    return text;
  });
}

function rootValue(head: string, args: Args): Value {
  const value = /^\d+$/.test(head) ? args.positional[Number(head)] : args.named.get(head);
  if (value === undefined) throw new JinjaError(`the format names '${head}', which was not given`);
  return value;
}

function followPath(start: Value, path: string, runtime: Runtime): Value {
  let value = start;
  for (const [, attribute, key] of path.matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    if (attribute !== undefined) value = runtime.getAttribute(value, attribute);
    else value = runtime.getItem(value, /^\d+$/.test(key ?? "") ? Number(key) : (key ?? ""));
  }
  return value;
}
