import type { Budget } from "@/server/dbt/jinja/budget";
import { expectInt, isInt, isNumeric, toNumber, typeName } from "@/server/dbt/jinja/compare";
import { JinjaError, LimitError } from "@/server/dbt/jinja/errors";
import { percentFormat } from "@/server/dbt/jinja/percent-format";
import { Float, HostObject, type Int, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

export type Operator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

export function arithmetic(operator: Operator, a: Value, b: Value, budget: Budget): Value {
  if (typeof a === "number" && typeof b === "number") {
    const fast = smallInts(operator, a, b);
    if (fast !== undefined) return fast;
  }
  const joined = onSequences(operator, a, b, budget);
  if (joined !== undefined) return joined;
  if (isNumeric(a) && isNumeric(b)) {
    if (a instanceof Float || b instanceof Float || operator === "/")
      return onFloats(operator, toNumber(a), toNumber(b));
    return onInts(operator, BigInt(a), BigInt(b));
  }
  const hosted = onHost(operator, a, b);
  if (hosted !== undefined) return hosted;
  if (a instanceof Undefined) return a.operated();
  if (b instanceof Undefined) return b.operated();
  throw new JinjaError(`unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`);
}

export function negate(value: Value): Value {
  if (value instanceof Float) return new Float(-value.value);
  if (typeof value === "number") return value === 0 ? 0 : -value;
  if (typeof value === "bigint") return shrink(-value);
  if (typeof value === "boolean") return value ? -1 : 0;
  if (value instanceof Undefined) return value.operated();
  throw new JinjaError(`bad operand type for unary -: '${typeName(value)}'`);
}

/** Keeps a whole number in the smaller of its two representations. */
export function shrink(value: bigint): Int {
  const small = Number(value);
  return Number.isSafeInteger(small) ? small : value;
}

function smallInts(operator: Operator, a: number, b: number): number | undefined {
  let result: number;
  if (operator === "+") result = a + b;
  else if (operator === "-") result = a - b;
  else if (operator === "*") result = a * b;
  else return undefined;
  return Number.isSafeInteger(result) ? result + 0 : undefined;
}

function onInts(operator: Operator, a: bigint, b: bigint): Value {
  switch (operator) {
    case "+":
      return shrink(a + b);
    case "-":
      return shrink(a - b);
    case "*":
      return shrink(bounded(a * b));
    case "//":
      return shrink(floorDivide(a, b));
    case "%":
      return shrink(a - floorDivide(a, b) * b);
    case "**":
      return intPower(a, b);
    case "/":
      return onFloats("/", Number(a), Number(b));
  }
}

const MAX_BITS = 65_536;

function bounded(value: bigint): bigint {
  if (value > 1n << BigInt(MAX_BITS) || -value > 1n << BigInt(MAX_BITS)) throw new LimitError("a number grew too big");
  return value;
}

function intPower(a: bigint, b: bigint): Value {
  if (b < 0n) return onFloats("**", Number(a), Number(b));
  const bits = BigInt(a.toString(2).length) * b;
  if (bits > BigInt(MAX_BITS)) throw new LimitError("a number grew too big");
  return shrink(a ** b);
}

function floorDivide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new JinjaError("integer division or modulo by zero");
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function onFloats(operator: Operator, a: number, b: number): Float {
  if (b === 0 && (operator === "/" || operator === "//" || operator === "%")) throw new JinjaError("division by zero");
  switch (operator) {
    case "+":
      return new Float(a + b);
    case "-":
      return new Float(a - b);
    case "*":
      return new Float(a * b);
    case "/":
      return new Float(a / b);
    case "//":
      return new Float(Math.floor(a / b));
    case "%":
      return new Float(a - Math.floor(a / b) * b);
    case "**":
      return new Float(a ** b);
  }
}

function onSequences(operator: Operator, a: Value, b: Value, budget: Budget): Value | undefined {
  if (operator === "%" && typeof a === "string") return percentFormat(a, b, budget);
  if (operator === "+") return concatenate(a, b, budget);
  if (operator !== "*") return undefined;
  if (isInt(a) || typeof a === "boolean") return repeat(b, a, budget);
  return isInt(b) || typeof b === "boolean" ? repeat(a, b, budget) : undefined;
}

function concatenate(a: Value, b: Value, budget: Budget): Value | undefined {
  if (typeof a === "string" && typeof b === "string") {
    budget.text(a.length + b.length);
    return a + b;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    budget.list(a.length + b.length);
    return [...a, ...b];
  }
  if (a instanceof Tuple && b instanceof Tuple) {
    budget.list(a.items.length + b.items.length);
    return new Tuple([...a.items, ...b.items]);
  }
  return undefined;
}

function repeat(value: Value, times: Value, budget: Budget): Value | undefined {
  const count = Math.max(0, expectInt(times));
  if (typeof value === "string") {
    budget.text(value.length * count);
    return value.repeat(count);
  }
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined;
  if (!items) return undefined;
  budget.list(items.length * count);
  const out: Value[] = [];
  for (let i = 0; i < count && items.length; i++) out.push(...items);
  return value instanceof Tuple ? new Tuple(out) : out;
}

function onHost(operator: Operator, a: Value, b: Value): Value | undefined {
  const forward = a instanceof HostObject ? a.operate(operator, b, false) : undefined;
  return forward ?? (b instanceof HostObject ? b.operate(operator, a, true) : undefined);
}
