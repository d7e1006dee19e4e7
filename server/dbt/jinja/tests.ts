import {
  compare,
  contains,
  equals,
  isInt,
  isIterable,
  isNumeric,
  sequenceItems,
  toNumber,
} from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import {
  type Args,
  Callable,
  Dict,
  Float,
  HostObject,
  type Test,
  Undefined,
  type Value,
} from "@/server/dbt/jinja/values";

const other = (args: Args): Value => {
  if (!args.positional.length) throw new JinjaError("the test needs an argument");
  return args.positional[0] ?? null;
};

const remainder = (value: Value, divisor: Value): number => {
  const by = toNumber(divisor);
  if (by === 0) throw new JinjaError("integer division or modulo by zero");
  return toNumber(value) % by;
};

const eq: Test = (value, args) => equals(value, other(args));
const ne: Test = (value, args) => !equals(value, other(args));
const lt: Test = (value, args) => compare(value, other(args)) < 0;
const le: Test = (value, args) => compare(value, other(args)) <= 0;
const gt: Test = (value, args) => compare(value, other(args)) > 0;
const ge: Test = (value, args) => compare(value, other(args)) >= 0;

/** What may follow `is`, and what `select` and its family take by name. */
export const TESTS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ["defined", (value) => !(value instanceof Undefined)],
  ["undefined", (value) => value instanceof Undefined],
  ["none", (value) => value === null],
  ["None", (value) => value === null],
  ["string", (value) => typeof value === "string"],
  ["number", (value) => isNumeric(value)],
  ["integer", (value) => isInt(value)],
  ["float", (value) => value instanceof Float],
  ["boolean", (value) => typeof value === "boolean"],
  ["true", (value) => value === true],
  ["false", (value) => value === false],
  ["mapping", (value) => value instanceof Dict || (value instanceof HostObject && value.isMapping)],
  ["sequence", (value) => typeof value === "string" || value instanceof Dict || !!sequenceItems(value)],
  ["iterable", isIterable],
  ["callable", (value) => value instanceof Callable || value instanceof Undefined],
  ["even", (value) => remainder(value, 2) === 0],
  ["odd", (value) => remainder(value, 2) !== 0],
  ["divisibleby", (value, args) => remainder(value, other(args)) === 0],
  ["in", (value, args) => contains(other(args), value)],
  ["sameas", (value, args) => value === other(args)],
  ["lower", (value) => str(value) === str(value).toLowerCase()],
  ["upper", (value) => str(value) === str(value).toUpperCase()],
  ["escaped", () => false],
  ["filter", (value, _args, runtime) => knows(() => runtime.filter(str(value)))],
  ["test", (value, _args, runtime) => knows(() => runtime.test(str(value)))],
  ...([
    ["eq", eq],
    ["==", eq],
    ["equalto", eq],
    ["ne", ne],
    ["!=", ne],
    ["notequalto", ne],
  ] as [string, Test][]),
  ...([
    ["lt", lt],
    ["<", lt],
    ["lessthan", lt],
    ["le", le],
    ["<=", le],
  ] as [string, Test][]),
  ...([
    ["gt", gt],
    [">", gt],
    ["greaterthan", gt],
    ["ge", ge],
    [">=", ge],
  ] as [string, Test][]),
]);

function knows(lookUp: () => unknown): boolean {
  try {
    lookUp();
    return true;
  } catch {
    return false;
  }
}
