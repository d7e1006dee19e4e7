import { iterate } from "@/server/dbt/jinja/compare";
import { str } from "@/server/dbt/jinja/text";
import { arg, type Builtin, isGiven, pick } from "@/server/dbt/macros/builtin";
import { translateType } from "@/server/dbt/macros/types";

const texts = (value: Parameters<typeof iterate>[0]): string[] => iterate(value).map(str);

const listagg: Builtin = (args, { adapter }) => {
  const measure = arg(args, 0, "measure");
  const delimiter = arg(args, 1, "delimiter_text", "','");
  const [order, limit] = [args.find(2, "order_by_clause"), args.find(3, "limit_num")];
  const ordering = isGiven(order) ? str(order) : "";
  const inside = ordering ? ` ${ordering}` : "";
  const within = ordering ? ` within group (${ordering})` : "";
  if (isGiven(limit) && limit !== 0)
    return pick(adapter, {
      default: `array_to_string(array_slice(array_agg(${measure})${within}, 0, ${str(limit)}), ${delimiter})`,
      postgres: `array_to_string((array_agg(${measure}${inside}))[1:${str(limit)}], ${delimiter})`,
      bigquery: `string_agg(${measure}, ${delimiter}${inside} limit ${str(limit)})`,
      spark: `array_join(slice(collect_list(${measure}), 1, ${str(limit)}), ${delimiter})`,
    });
  return pick(adapter, {
    default: `listagg(${measure}, ${delimiter})${within}`,
    postgres: `string_agg(${measure}, ${delimiter}${inside})`,
    redshift: `listagg(${measure}, ${delimiter})${within}`,
    bigquery: `string_agg(${measure}, ${delimiter}${inside})`,
    spark: `array_join(collect_list(${measure}), ${delimiter})`,
  });
};

const splitPart: Builtin = (args, { adapter }) => {
  const [text, delimiter, number] = [
    arg(args, 0, "string_text"),
    arg(args, 1, "delimiter_text"),
    arg(args, 2, "part_number"),
  ];
  const fromEnd = Number(number) < 0;
  const postgresLast = `split_part(${text}, ${delimiter}, length(${text}) - length(replace(${text}, ${delimiter}, '')) + 2 ${number})`;
  return pick(adapter, {
    default: `split_part(${text}, ${delimiter}, ${number})`,
    postgres: fromEnd ? postgresLast : `split_part(${text}, ${delimiter}, ${number})`,
    bigquery: fromEnd
      ? `split(${text}, ${delimiter})[safe_offset(length(${text}) - length(replace(${text}, ${delimiter}, '')) + 1 ${number})]`
      : `split(${text}, ${delimiter})[safe_offset(${Number(number) - 1})]`,
  });
};

const safeCast: Builtin = (args, { adapter }) => {
  const [field, type] = [arg(args, 0, "field"), arg(args, 1, "type")];
  return pick(adapter, {
    default: `\n    \n    cast(${field} as ${type})\n`,
    snowflake: `try_cast(${field} as ${type})`,
    bigquery: `safe_cast(${field} as ${type})`,
    databricks: `try_cast(${field} as ${type})`,
  });
};

const hash: Builtin = (args, { adapter }) => {
  const cast = `cast(${arg(args, 0, "field")} as ${translateType(adapter, "string")})`;
  return pick(adapter, { default: `md5(${cast})`, bigquery: `to_hex(md5(${cast}))` });
};

const boolToText: Builtin = (args, { adapter }) => {
  const field = arg(args, 0, "field");
  const cased = `case when ${field} is true then 'true' when ${field} is false then 'false' end::text`;
  return pick(adapter, { default: `cast(${field} as ${translateType(adapter, "string")})`, redshift: cased });
};

const arrayConstruct: Builtin = (args, { adapter }) => {
  const inputs = texts(args.get(0, "inputs", [])).join(" , ");
  const type = arg(args, 1, "data_type", translateType(adapter, "integer"));
  return pick(adapter, {
    default: inputs ? `array[ ${inputs} ]` : `array[]::${type}[]`,
    redshift: `array( ${inputs} )`,
    snowflake: `array_construct( ${inputs} )`,
    bigquery: `[ ${inputs} ]`,
    spark: `array( ${inputs} )`,
  });
};

const arrayAppend: Builtin = (args, { adapter, call }) => {
  const [array, element] = [arg(args, 0, "array"), arg(args, 1, "new_element")];
  const joined = () => call("array_concat", array, call("array_construct", [element]));
  return adapter.name === "postgres" || adapter.name === "snowflake" ? `array_append(${array}, ${element})` : joined();
};

const arrayConcat: Builtin = (args, { adapter }) => {
  const [a, b] = [arg(args, 0, "array_1"), arg(args, 1, "array_2")];
  return pick(adapter, {
    default: `array_cat(${a}, ${b})`,
    redshift: `array_concat(${a}, ${b})`,
    bigquery: `array_concat(${a}, ${b})`,
    spark: `concat(${a}, ${b})`,
  });
};

const escapeQuotes: Builtin = (args, { adapter }) => {
  const text = arg(args, 0, "expression");
  return adapter.name === "postgres" || adapter.name === "redshift"
    ? text.replaceAll("'", "''")
    : text.replaceAll("'", "\\'");
};

const right: Builtin = (args, { adapter }) => {
  const [text, length] = [arg(args, 0, "string_text"), arg(args, 1, "length_expression")];
  const guarded = `case when ${length} = 0 then '' else right(${text}, ${length}) end`;
  return pick(adapter, {
    default: `right(${text}, ${length})`,
    redshift: guarded,
    snowflake: guarded,
    bigquery: `case when ${length} = 0 then '' else substr(${text}, -1 * (${length})) end`,
  });
};

const position: Builtin = (args, { adapter }) => {
  const [part, text] = [arg(args, 0, "substring_text"), arg(args, 1, "string_text")];
  return pick(adapter, { default: `position(${part} in ${text})`, bigquery: `strpos(${text}, ${part})` });
};

const anyValue: Builtin = (args, { adapter }) => {
  const value = arg(args, 0, "expression");
  return pick(adapter, {
    default: `any_value(${value})`,
    postgres: `min(${value})`,
    redshift: `any_value(${value})`,
    spark: `first(${value})`,
  });
};

const boolOr: Builtin = (args, { adapter }) => {
  const value = arg(args, 0, "expression");
  return pick(adapter, {
    default: `bool_or(${value})`,
    snowflake: `boolor_agg(${value})`,
    bigquery: `logical_or(${value})`,
  });
};

export const TEXT_MACROS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [
    "concat",
    (args, { adapter }) => {
      const fields = texts(args.get(0, "fields", []));
      return pick(adapter, {
        default: fields.join(" || "),
        spark: `concat(${fields.join(", ")})`,
        bigquery: `concat(${fields.join(", ")})`,
      });
    },
  ],
  ["listagg", listagg],
  ["split_part", splitPart],
  ["safe_cast", safeCast],
  ["cast", (args) => `cast(${arg(args, 0, "expression")} as ${arg(args, 1, "data_type")})`],
  ["hash", hash],
  ["cast_bool_to_text", boolToText],
  ["length", (args) => `length(${arg(args, 0, "expression")})`],
  [
    "replace",
    (args) => `replace(${arg(args, 0, "field")}, ${arg(args, 1, "old_chars")}, ${arg(args, 2, "new_chars")})`,
  ],
  ["right", right],
  ["position", position],
  ["string_literal", (args) => `'${arg(args, 0, "value")}'`],
  ["escape_single_quotes", escapeQuotes],
  ["any_value", anyValue],
  ["bool_or", boolOr],
  ["except", (_, { adapter }) => (adapter.name === "bigquery" ? "except distinct" : "except")],
  ["intersect", (_, { adapter }) => (adapter.name === "bigquery" ? "intersect distinct" : "intersect")],
  ["array_construct", arrayConstruct],
  ["array_append", arrayAppend],
  ["array_concat", arrayConcat],
]);
