import { type Plain, PlainFloat } from "@/server/dbt/plain";

const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/;
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/;
const NULL = /^(?:~|null|Null|NULL|)$/;
const INT = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+)$/;
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const FLOAT = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;
const SEXAGESIMAL_FLOAT = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;
const INFINITE = /^([-+])?\.(?:inf|Inf|INF)$/;
const NAN = /^\.(?:nan|NaN|NAN)$/;

/** What PyYAML makes of a scalar: plain ones by their look, quoted ones as text, tagged ones as told. */
export function resolveScalar(text: string, isPlain: boolean, tag: string | undefined): Plain {
  if (tag === "!" || tag?.endsWith(":str")) return text;
  if (!isPlain && !tag) return text;
  if (NULL.test(text)) return null;
  if (TRUE.test(text)) return true;
  if (FALSE.test(text)) return false;
  return number(text) ?? text;
}

function number(text: string): Plain | undefined {
  const first = text.charCodeAt(0);
  const startsNumber = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!startsNumber || text.length > 400) return undefined;
  if (INT.test(text)) return integer(text);
  if (SEXAGESIMAL.test(text)) return sexagesimal(text);
  if (FLOAT.test(text)) return float(Number(text.replaceAll("_", "")));
  if (SEXAGESIMAL_FLOAT.test(text)) return float(sexagesimal(text));
  if (NAN.test(text)) return new PlainFloat(Number.NaN);
  const infinite = INFINITE.exec(text);
  return infinite ? new PlainFloat(infinite[1] === "-" ? -Infinity : Infinity) : undefined;
}

function integer(text: string): Plain {
  const negative = text.startsWith("-");
  const digits = text.replace(/^[-+]/, "").replaceAll("_", "");
  const literal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
  const value = BigInt(literal) * (negative ? -1n : 1n);
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

/** `190:20:30` counts in base 60. */
function sexagesimal(text: string): number {
  const parts = text.replace(/^[-+]/, "").replaceAll("_", "").split(":").map(Number);
  const value = parts.reduce((sum, part) => sum * 60 + part, 0);
  return text.startsWith("-") ? -value : value;
}

function float(value: number): Plain {
  return Number.isInteger(value) ? new PlainFloat(value) : value;
}
