import type { Budget } from "@/server/dbt/jinja/budget";
import { isNumeric, toNumber } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { floatText, str } from "@/server/dbt/jinja/text";
import { Float, type Value } from "@/server/dbt/jinja/values";

const MAX_PRECISION = 100;

export interface NumberStyle {
  /** `d`, `f`, `e`, `g`, `x`, `o`, `b`, `%`, `s` or empty. */
  kind: string;
  precision: number | undefined;
  grouping: string;
  sign: string;
}

/** A number in one of Python's presentation types, without padding. */
export function formatNumber(value: Value, style: NumberStyle): string {
  const precision = style.precision === undefined ? undefined : Math.min(style.precision, MAX_PRECISION);
  const x = toNumber(value);
  const text = body(value, x, style.kind, precision);
  const grouped = style.grouping ? text.replace(/^(-?\d+)/, (digits) => group(digits, style.grouping)) : text;
  return (style.sign === "+" || style.sign === " ") && !grouped.startsWith("-") ? style.sign + grouped : grouped;
}

function group(digits: string, separator: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, separator);
}

function body(value: Value, x: number, kind: string, precision: number | undefined): string {
  switch (kind) {
    case "d":
    case "i":
    case "u":
      return typeof value === "bigint" ? String(value) : String(Math.trunc(x) + 0);
    case "f":
    case "F":
      return fixed(x, precision ?? 6);
    case "%":
      return `${fixed(x * 100, precision ?? 6)}%`;
    case "e":
    case "E": {
      const text = exponential(x, precision ?? 6);
      return kind === "E" ? text.toUpperCase() : text;
    }
    case "g":
    case "G":
      return general(x, precision ?? 6);
    case "x":
    case "X": {
      const text = BigInt(Math.trunc(x)).toString(16);
      return kind === "X" ? text.toUpperCase() : text;
    }
    case "o":
      return Math.trunc(x).toString(8);
    case "b":
      return Math.trunc(x).toString(2);
    default:
      return precision === undefined ? str(value) : general(x, precision);
  }
}

function fixed(x: number, precision: number): string {
  if (Number.isFinite(x) && Math.abs(x) >= 1e21) return `${BigInt(x)}${precision ? `.${"0".repeat(precision)}` : ""}`;
  return Number.isFinite(x) ? x.toFixed(precision) : floatText(x);
}

function exponential(x: number, precision: number): string {
  return x.toExponential(precision).replace(/e([+-])(\d)$/, "e$10$2");
}

function general(x: number, precision: number): string {
  if (x === 0 || !Number.isFinite(x)) return x === 0 ? "0" : floatText(x);
  const digits = precision || 1;
  const exponent = Math.floor(Math.log10(Math.abs(x)));
  if (exponent < -4 || exponent >= digits)
    return exponential(x, digits - 1)
      .replace(/(\.\d*?)0+e/, "$1e")
      .replace(".e", "e");
  const text = x.toFixed(Math.max(0, digits - 1 - exponent));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

export interface Padding {
  width: number;
  align: string;
  fill: string;
}

/** Pads to `width` characters; `=` puts the fill between sign and digits. */
export function pad(text: string, { width, align, fill }: Padding, budget: Budget): string {
  budget.text(Math.max(width, text.length));
  const missing = width - Array.from(text).length;
  if (missing <= 0) return text;
  const left = align === "<" ? 0 : align === "^" ? Math.floor(missing / 2) : missing;
  if (align === "=" && /^[+-]/.test(text)) return text[0] + fill.repeat(missing) + text.slice(1);
  return fill.repeat(left) + text + fill.repeat(missing - left);
}

const FORMAT_SPEC = /^(?:(.)?([<>=^]))?([-+ ])?#?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

/** Python's `format(value, spec)` for numbers and text. */
export function formatWithSpec(value: Value, spec: string, budget: Budget): string {
  if (spec === "") return str(value);
  const match = FORMAT_SPEC.exec(spec);
  if (!match) throw new JinjaError(`invalid format specifier '${spec}'`);
  const [, fill, align, sign = "", zero, width, grouping = "", precision, kind = ""] = match;
  const numeric = isNumeric(value) && typeof value !== "boolean" && kind !== "s";
  const digits = precision === undefined ? undefined : Number(precision);
  const isPlainFloat = value instanceof Float && kind === "" && digits === undefined;
  const text = numeric
    ? formatNumber(value, { kind: isPlainFloat ? "" : kind, precision: digits, grouping, sign })
    : str(value).slice(0, digits);
  const side = align ?? (zero && numeric ? "=" : numeric ? ">" : "<");
  return pad(text, { width: Number(width ?? 0), align: side, fill: fill ?? (zero ? "0" : " ") }, budget);
}
