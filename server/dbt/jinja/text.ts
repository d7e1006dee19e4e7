import { Callable, Dict, Float, HostObject, Namespace, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

/** Python's `str()`. */
export function str(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Float) return floatText(value.value);
  if (value instanceof Undefined) return "";
  return containerText(value, []);
}

/** Python's `repr()`. */
export function repr(value: Value): string {
  return reprIn(value, []);
}

function reprIn(value: Value, open: Value[]): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Undefined) return "Undefined";
  if (Array.isArray(value) || value instanceof Dict || value instanceof Tuple) return containerText(value, open);
  return str(value);
}

/** Lists may contain themselves; Python then writes `[...]`. */
function containerText(value: Value, open: Value[]): string {
  if (value instanceof HostObject) return value.text();
  if (value instanceof Callable) return `<function ${value.name}>`;
  if (value instanceof Namespace) return "<Namespace>";
  if (open.includes(value) || open.length > 100) return value instanceof Dict ? "{...}" : "[...]";
  const inside = [...open, value];
  if (Array.isArray(value)) return `[${value.map((item) => reprIn(item, inside)).join(", ")}]`;
  if (value instanceof Tuple) {
    const items = value.items.map((item) => reprIn(item, inside));
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  if (value instanceof Dict)
    return `{${Array.from(value.entries(), ([key, item]) => `${reprIn(key, inside)}: ${reprIn(item, inside)}`).join(", ")}}`;
  return str(value);
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of text) out += char === quote ? `\\${quote}` : escapedChar(char);
  return out + quote;
}

function escapedChar(char: string): string {
  switch (char) {
    case "\\":
      return "\\\\";
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default: {
      const code = char.codePointAt(0) ?? 0;
      return code < 32 || code === 127 ? `\\x${code.toString(16).padStart(2, "0")}` : char;
    }
  }
}

export function floatText(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (Object.is(x, -0)) return "-0.0";
  const magnitude = Math.abs(x);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const [mantissa, exponent = "+0"] = x.toExponential().split("e");
    const digits = exponent.slice(1).padStart(2, "0");
    return `${mantissa}e${exponent[0]}${digits}`;
  }
  return Number.isInteger(x) ? `${x}.0` : String(x);
}
