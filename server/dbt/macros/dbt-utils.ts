import { iterate, truthy } from "@/server/dbt/jinja/compare";
import { str } from "@/server/dbt/jinja/text";
import type { Args, Value } from "@/server/dbt/jinja/values";
import { arg, type Builtin } from "@/server/dbt/macros/builtin";
import { COLUMN_SHIMS, QUERY_SHIMS } from "@/server/dbt/macros/dbt-utils-columns";

const surrogateKey: Builtin = (args, { call, variable }) => {
  const fields = iterate(args.get(0, "field_list", [])).map(str);
  const nullText = truthy(variable("surrogate_key_treat_nulls_as_empty_strings"))
    ? ""
    : "_dbt_utils_surrogate_key_null_";
  const type = call("type_string");
  const parts = fields.map((field) => `coalesce(cast(${field} as ${type}), '${nullText}')`);
  const joined = parts.flatMap((part, i) => (i ? ["'-'", part] : [part]));
  return call("hash", call("concat", joined));
};

const groupBy: Builtin = (args) => {
  const count = Math.min(10_000, Number(arg(args, 0, "n")));
  return `group by ${Array.from({ length: count }, (_, i) => i + 1).join(",")}`;
};

const slugify: Builtin = (args) =>
  str(args.get(0, "string", ""))
    .toLowerCase()
    .replace(/[ -]+/g, "_")
    .replace(/[^a-z0-9_]+/g, "")
    .replace(/^([0-9])/, "_$1");

const pivot: Builtin = (args, { adapter }) => {
  const get = (index: number, name: string, fallback: Value) => args.get(index, name, fallback);
  const [column, values] = [str(get(0, "column", "")), iterate(get(1, "values", []))];
  const [aggregate, comparison] = [str(get(3, "agg", "sum")), str(get(4, "cmp", "="))];
  const [prefix, suffix] = [str(get(5, "prefix", "")), str(get(6, "suffix", ""))];
  const [thenValue, elseValue] = [str(get(7, "then_value", 1)), str(get(8, "else_value", 0))];
  const quote = truthy(get(9, "quote_identifiers", true)) ? adapter.quote : "";
  const distinct = truthy(get(10, "distinct", false)) ? "distinct " : "";
  const hasAlias = truthy(get(2, "alias", true));
  const one = (value: Value): string => {
    const name = `${quote}${prefix}${str(value)}${suffix}${quote}`;
    const expression = `${aggregate}(${distinct}case when ${column} ${comparison} '${str(value).replaceAll("'", "''")}' then ${thenValue} else ${elseValue} end)`;
    return hasAlias ? `${expression} as ${name}` : expression;
  };
  return values.map(one).join(",\n");
};

const safeAdd: Builtin = (args) => sumOf(args, " +\n");
const safeSubtract: Builtin = (args) => sumOf(args, " -\n");

function sumOf(args: Args, operator: string): string {
  return iterate(args.get(0, "field_list", []))
    .map((field) => `coalesce(${str(field)}, 0)`)
    .join(operator);
}

const urlParameter: Builtin = (args, { call }) => {
  const [field, name] = [arg(args, 0, "field"), arg(args, 1, "url_parameter")];
  return `nullif(${call("split_part", call("split_part", field, `'${name}='`, 2), "'&'", 1)},'')`;
};

const urlHost: Builtin = (args, { call }) => {
  const field = ["'android-app://'", "'http://'", "'https://'"].reduce(
    (text, scheme) => call("replace", text, scheme, "''"),
    arg(args, 0, "field"),
  );
  return call("safe_cast", call("split_part", call("split_part", field, "'/'", 1), "'?'", 1), call("type_string"));
};

const nothing: Builtin = () => "";

const safeDivide: Builtin = (args) => `(${arg(args, 0, "numerator")}) / nullif((${arg(args, 1, "denominator")}), 0)`;

/** The macros of dbt_utils that most projects use, for those whose packages are not in the checkout. */
export const DBT_UTILS_SHIMS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["generate_surrogate_key", surrogateKey],
  ["surrogate_key", surrogateKey],
  ["group_by", groupBy],
  ["slugify", slugify],
  ["pivot", pivot],
  ["safe_add", safeAdd],
  ["safe_subtract", safeSubtract],
  ["safe_divide", safeDivide],
  ["get_url_parameter", urlParameter],
  ["get_url_host", urlHost],
  ["log_info", nothing],
  ["pretty_log_format", (args) => args.get(0, "message", "")],
  ["pretty_time", nothing],
  ...COLUMN_SHIMS,
  ...QUERY_SHIMS,
]);
