import type { Budget } from "@/server/dbt/jinja/budget";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { formatNumber, pad } from "@/server/dbt/jinja/number-format";
import { repr, str } from "@/server/dbt/jinja/text";
import { Dict, Tuple, type Value } from "@/server/dbt/jinja/values";

const DIRECTIVE = /%(?:\(([^)]*)\))?([-+ 0#]*)(\d+|\*)?(?:\.(\d+))?[hlL]?([a-zA-Z%])?/g;

/** `"…%s…" % values`: a tuple fills the directives in turn, a dict by name, anything else is the only value. */
export function percentFormat(format: string, values: Value, budget: Budget): string {
  const queue = values instanceof Tuple ? [...values.items] : [values];
  let taken = 0;
  const next = (name: string | undefined): Value => {
    if (name !== undefined) {
      const found = values instanceof Dict ? values.get(name) : undefined;
      if (found === undefined) throw new JinjaError(`the format has no value named '${name}'`);
      return found;
    }
    if (taken >= queue.length) throw new JinjaError("not enough arguments for format string");
    return queue[taken++] ?? null;
  };
  let length = format.length;
  const out = format.replace(DIRECTIVE, (whole, name, flags, width, precision, kind) => {
    if (kind === "%") return "%";
    if (kind === undefined) throw new JinjaError(`incomplete format '${whole}'`);
    const size = width === "*" ? Number(str(next(undefined))) : Number(width ?? 0);
    const digits = precision === undefined ? undefined : Number(precision);
    const text = directive(next(name), kind, flags, digits);
    const padded = pad(text, padding(flags, size, kind), budget);
    length += padded.length;
    budget.text(length);
    return padded;
  });
  if (values instanceof Tuple && taken < queue.length)
    throw new JinjaError("not all arguments converted during string formatting");
  return out;
}

function directive(value: Value, kind: string, flags: string, precision: number | undefined): string {
  if (kind === "s") return str(value).slice(0, precision);
  if (kind === "r" || kind === "a") return repr(value).slice(0, precision);
  if (kind === "c") return typeof value === "string" ? value : String.fromCodePoint(Number(str(value)));
  if (!"diufFeEgGxXo".includes(kind)) throw new JinjaError(`unsupported format character '${kind}'`);
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return formatNumber(value, { kind, precision, grouping: "", sign });
}

function padding(flags: string, width: number, kind: string) {
  if (flags.includes("-")) return { width, align: "<", fill: " " };
  const zero = flags.includes("0") && !"srac".includes(kind);
  return { width, align: zero ? "=" : ">", fill: zero ? "0" : " " };
}
