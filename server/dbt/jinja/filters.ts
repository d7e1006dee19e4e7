import { arithmetic, shrink } from "@/server/dbt/jinja/arithmetic";
import { expectInt, expectText, isInt, isNumeric, iterate, toNumber, truthy } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { dumpJson } from "@/server/dbt/jinja/json";
import { pad } from "@/server/dbt/jinja/number-format";
import { percentFormat } from "@/server/dbt/jinja/percent-format";
import { capitalize, replaceText, strip } from "@/server/dbt/jinja/string-methods";
import { repr, str } from "@/server/dbt/jinja/text";
import { type Args, Dict, type Filter, Float, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

const asText =
  (transform: (text: string) => string): Filter =>
  (value) =>
    transform(str(value));

/** Filters of one value: text, numbers and defaults. */
export const SCALAR_FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["upper", asText((text) => text.toUpperCase())],
  ["lower", asText((text) => text.toLowerCase())],
  ["title", asText(titleWords)],
  ["capitalize", asText(capitalize)],
  ["string", asText((text) => text)],
  ["trim", (value, args) => strip(str(value), args.get(0, "chars", null), "both")],
  ["safe", (value) => value],
  ["escape", asText(escapeHtml)],
  ["e", asText(escapeHtml)],
  ["forceescape", asText(escapeHtml)],
  [
    "striptags",
    asText((text) =>
      text
        .replace(/<[^>]{0,10000}>/g, "")
        .split(/\s+/)
        .filter(Boolean)
        .join(" "),
    ),
  ],
  ["urlencode", asText((text) => encodeURIComponent(text).replaceAll("%2F", "/"))],
  ["replace", (value, args, { budget }) => replaceText(str(value), args, budget)],
  ["default", fallBack],
  ["d", fallBack],
  ["int", toInt],
  ["float", toFloat],
  ["abs", (value) => (value instanceof Float ? new Float(Math.abs(value.value)) : Math.abs(toNumber(value)))],
  ["round", round],
  ["indent", indent],
  ["wordcount", (value) => str(value).match(/\w+/g)?.length ?? 0],
  ["wordwrap", (value, args) => wrapWords(str(value), expectInt(args.get(0, "width", 79)))],
  ["truncate", truncate],
  [
    "center",
    (value, args, { budget }) =>
      pad(str(value), { width: expectInt(args.get(0, "width", 80)), align: "^", fill: " " }, budget),
  ],
  ["format", (value, args, { budget }) => percentFormat(str(value), formatValues(args), budget)],
  ["tojson", (value, args) => htmlSafe(dumpJson(value, { indent: indentOf(args), sortKeys: true }))],
  ["pprint", (value) => repr(value)],
  ["filesizeformat", (value) => `${toNumber(value)} Bytes`],
  ["attr", (value, args, runtime) => runtime.getAttribute(value, expectText(args.positional[0]))],
  ["xmlattr", (value) => str(value)],
  ["sum", sum],
  // dbt's own: they matter only where a whole YAML value is one expression, which the YAML renderer handles.
  ["as_text", asText((text) => text)],
  ["as_bool", (value) => value],
  ["as_native", (value) => value],
  ["as_number", (value) => value],
]);

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
}

/** The filter, unlike the method, starts words only behind blanks, dashes and opening brackets. */
function titleWords(text: string): string {
  return text
    .split(/([-\s({[<]+)/)
    .map(capitalize)
    .join("");
}

/** Jinja's filter writes JSON that may stand in HTML; dbt's own function `tojson` does not. */
function htmlSafe(json: string): string {
  return json.replace(/[<>&']/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function fallBack(value: Value, args: Args): Value {
  const replaces = value instanceof Undefined || (truthy(args.get(1, "boolean", false)) && !truthy(value));
  return replaces ? args.get(0, "default_value", "") : value;
}

function toInt(value: Value, args: Args): Value {
  const fallback = args.get(0, "default", 0);
  if (isInt(value)) return value;
  if (value instanceof Float) return Number.isFinite(value.value) ? shrink(BigInt(Math.trunc(value.value))) : fallback;
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "string") return fallback;
  const base = expectInt(args.get(1, "base", 10));
  const text = value.trim().replaceAll("_", "");
  if (base === 16 && /^[-+]?(?:0x)?[0-9a-f]+$/i.test(text)) return Number.parseInt(text, 16);
  if (/^[-+]?\d{1,4000}$/.test(text)) return shrink(BigInt(text.replace(/^\+/, "")));
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Math.trunc(Number(text)) : fallback;
}

function toFloat(value: Value, args: Args): Value {
  if (isNumeric(value)) return new Float(toNumber(value));
  const fallback = args.get(0, "default", new Float(0));
  if (typeof value !== "string") return fallback;
  const text = value.trim();
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? new Float(Number(text)) : fallback;
}

/** Python rounds halves to even, on the decimal expansion of the double. */
function round(value: Value, args: Args): Value {
  const precision = Math.min(30, expectInt(args.get(0, "precision", 0)));
  const method = str(args.get(1, "method", "common"));
  const x = toNumber(value);
  const scale = 10 ** precision;
  if (method === "ceil") return new Float(Math.ceil(x * scale) / scale);
  if (method === "floor") return new Float(Math.floor(x * scale) / scale);
  if (method !== "common") throw new JinjaError("method must be common, ceil or floor");
  if (precision > 0) return isInt(value) ? value : new Float(Number(x.toFixed(precision)));
  const floor = Math.floor(x * scale);
  const rest = x * scale - floor;
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
  const rounded = (up ? floor + 1 : floor) / scale;
  return isInt(value) ? rounded : new Float(rounded);
}

function indent(value: Value, args: Args, { budget }: { budget: { text(length: number): void } }): Value {
  const width = args.get(0, "width", 4);
  const prefix = typeof width === "string" ? width : " ".repeat(Math.min(1000, expectInt(width)));
  const [first, blank] = [truthy(args.get(1, "first", false)), truthy(args.get(2, "blank", false))];
  const lines = str(value).split("\n");
  budget.text(lines.length * prefix.length);
  return lines.map((line, i) => ((i === 0 && !first) || (i > 0 && !line && !blank) ? line : prefix + line)).join("\n");
}

function truncate(value: Value, args: Args): Value {
  const text = str(value);
  const length = expectInt(args.get(0, "length", 255));
  const end = str(args.get(2, "end", "..."));
  const leeway = expectInt(args.get(3, "leeway", 5), 5);
  if (text.length <= length + leeway) return text;
  const cut = text.slice(0, Math.max(0, length - end.length));
  return truthy(args.get(1, "killwords", false)) ? cut + end : cut.replace(/ [^ ]*$/, "") + end;
}

function wrapWords(text: string, width: number): string {
  const wrapLine = (line: string): string => {
    const lines = [""];
    for (const word of line.split(" ")) {
      const last = lines.length - 1;
      const joined = lines[last] ? `${lines[last]} ${word}` : word;
      if (joined.length <= width || !lines[last]) lines[last] = joined;
      else lines.push(word);
    }
    return lines.join("\n");
  };
  return text.split("\n").map(wrapLine).join("\n");
}

function formatValues(args: Args): Value {
  return args.positional.length ? new Tuple(args.positional) : new Dict(args.named);
}

function indentOf(args: Args): number | undefined {
  const indentation = args.get(0, "indent", null);
  return indentation === null ? undefined : expectInt(indentation);
}

function sum(value: Value, args: Args, runtime: Parameters<Filter>[2]): Value {
  const attribute = args.get(0, "attribute", null);
  let total = args.get(1, "start", 0);
  for (const item of iterate(value)) {
    const part = attribute === null ? item : runtime.getItem(item, attribute);
    total = arithmetic("+", total, part, runtime.budget);
  }
  return total;
}
