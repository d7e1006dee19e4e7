import {
  compare,
  equals,
  expectInt,
  expectText,
  isInt,
  iterate,
  sequenceItems,
  truthy,
  typeName,
} from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import {
  Args,
  Dict,
  type Filter,
  HostObject,
  type Runtime,
  Tuple,
  Undefined,
  type Value,
} from "@/server/dbt/jinja/values";

/** Filters over lists, dicts and other iterables. */
export const SEQUENCE_FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["length", (value) => lengthOf(value)],
  ["count", (value) => lengthOf(value)],
  ["list", (value) => [...iterate(value)]],
  ["tuple", (value) => new Tuple([...iterate(value)])],
  ["first", (value) => iterate(value)[0] ?? emptySequence(value, "first")],
  ["last", (value) => iterate(value).at(-1) ?? emptySequence(value, "last")],
  ["random", (value) => iterate(value)[0] ?? emptySequence(value, "random")],
  [
    "reverse",
    (value) => (typeof value === "string" ? Array.from(value).reverse().join("") : [...iterate(value)].reverse()),
  ],
  ["join", join],
  ["sort", sort],
  ["unique", unique],
  ["map", map],
  ["select", (value, args, runtime) => keep(value, runtime, tester(args, runtime), true)],
  ["reject", (value, args, runtime) => keep(value, runtime, tester(args, runtime), false)],
  ["selectattr", (value, args, runtime) => keep(value, runtime, attributeTester(args, runtime), true)],
  ["rejectattr", (value, args, runtime) => keep(value, runtime, attributeTester(args, runtime), false)],
  ["groupby", groupBy],
  ["min", (value, args, runtime) => extreme(value, args, runtime, -1)],
  ["max", (value, args, runtime) => extreme(value, args, runtime, 1)],
  ["items", (value) => (value instanceof Dict ? pairs(value) : [])],
  ["dictsort", dictSort],
  ["batch", batch],
  ["slice", sliceInto],
]);

/** What `groupby` gives: a pair that also answers to `grouper` and `list`. */
class Group extends HostObject {
  readonly typeName = "tuple";
  constructor(
    readonly key: Value,
    readonly members: Value[],
  ) {
    super();
  }
  override attribute(name: string): Value | undefined {
    return name === "grouper" ? this.key : name === "list" ? this.members : undefined;
  }
  override item(key: Value): Value | undefined {
    return key === 0 ? this.key : key === 1 ? this.members : undefined;
  }
  override iterate(): readonly Value[] {
    return [this.key, this.members];
  }
  override text(): string {
    return str(new Tuple([this.key, this.members]));
  }
}

function emptySequence(value: Value, filter: string): Value {
  return iterate(value).length ? null : new Undefined(filter, `No ${filter} item, sequence was empty.`);
}

export function lengthOf(value: Value): number {
  if (typeof value === "string") return /[\ud800-\udfff]/.test(value) ? Array.from(value).length : value.length;
  if (value instanceof Dict) return value.size;
  if (value === null || isInt(value) || typeof value === "boolean")
    throw new JinjaError(`object of type '${typeName(value)}' has no len()`);
  return iterate(value).length;
}

/** Follows `a.b.0` through attributes and items; `null` stands for the value itself. */
function attributePath(value: Value, path: Value, runtime: Runtime): Value {
  if (path === null) return value;
  if (isInt(path)) return runtime.getItem(value, path);
  let current = value;
  for (const part of str(path).split(".")) current = runtime.getItem(current, /^\d+$/.test(part) ? Number(part) : part);
  return current;
}

const foldCase = (value: Value, caseSensitive: boolean): Value =>
  typeof value === "string" && !caseSensitive ? value.toLowerCase() : value;

function join(value: Value, args: Args, runtime: Runtime): Value {
  const attribute = args.get(1, "attribute", null);
  const separator = str(args.get(0, "d", ""));
  const parts = iterate(value).map((item) => str(attributePath(item, attribute, runtime)));
  runtime.budget.text(parts.reduce((length, part) => length + part.length + separator.length, 0));
  return parts.join(separator);
}

function sort(value: Value, args: Args, runtime: Runtime): Value {
  const attribute = args.get(2, "attribute", null);
  const caseSensitive = truthy(args.get(1, "case_sensitive", false));
  const paths: Value[] = typeof attribute === "string" ? attribute.split(",") : [attribute];
  const keyed = iterate(value).map((item) => ({
    item,
    keys: paths.map((path) => foldCase(attributePath(item, path, runtime), caseSensitive)),
  }));
  runtime.budget.work(keyed.length * 16);
  const direction = truthy(args.get(0, "reverse", false)) ? -1 : 1;
  keyed.sort((a, b) => direction * compare(a.keys, b.keys));
  return keyed.map(({ item }) => item);
}

function unique(value: Value, args: Args, runtime: Runtime): Value {
  const caseSensitive = truthy(args.get(0, "case_sensitive", false));
  const attribute = args.get(1, "attribute", null);
  const seen: Value[] = [];
  return iterate(value).filter((item) => {
    const key = foldCase(attributePath(item, attribute, runtime), caseSensitive);
    runtime.budget.work(seen.length);
    if (seen.some((other) => equals(other, key))) return false;
    seen.push(key);
    return true;
  });
}

function map(value: Value, args: Args, runtime: Runtime): Value {
  if (value === null) return [];
  const attribute = args.named.get("attribute");
  if (!args.positional.length && attribute !== undefined) {
    const fallback = args.named.get("default");
    return iterate(value).map((item) => {
      const found = attributePath(item, attribute, runtime);
      return found instanceof Undefined && fallback !== undefined ? fallback : found;
    });
  }
  const filter = runtime.filter(expectText(args.positional[0]));
  const rest = new Args(args.positional.slice(1), args.named);
  return iterate(value).map((item) => {
    runtime.budget.step();
    return filter(item, rest, runtime);
  });
}

type Predicate = (item: Value) => boolean;

function tester(args: Args, runtime: Runtime): Predicate {
  if (!args.positional.length) return truthy;
  const test = runtime.test(expectText(args.positional[0]));
  const rest = new Args(args.positional.slice(1), args.named);
  return (item) => test(item, rest, runtime);
}

function attributeTester(args: Args, runtime: Runtime): Predicate {
  const attribute = args.positional[0] ?? null;
  const passes = tester(new Args(args.positional.slice(1), args.named), runtime);
  return (item) => passes(attributePath(item, attribute, runtime));
}

/** jinja2 treats None as empty in this family. */
function keep(value: Value, runtime: Runtime, passes: Predicate, wanted: boolean): Value {
  if (value === null) return [];
  return iterate(value).filter((item) => {
    runtime.budget.step();
    return passes(item) === wanted;
  });
}

function groupBy(value: Value, args: Args, runtime: Runtime): Value {
  const attribute = args.get(0, "attribute", null);
  const groups: Group[] = [];
  const sorted = sort(value, new Args([], new Map([["attribute", attribute]])), runtime);
  for (const item of iterate(sorted)) {
    const key = attributePath(item, attribute, runtime);
    const last = groups.at(-1);
    if (last && equals(last.key, key)) last.members.push(item);
    else groups.push(new Group(key, [item]));
  }
  return groups;
}

function extreme(value: Value, args: Args, runtime: Runtime, sign: 1 | -1): Value {
  const caseSensitive = truthy(args.get(0, "case_sensitive", false));
  const attribute = args.get(1, "attribute", null);
  const key = (item: Value) => foldCase(attributePath(item, attribute, runtime), caseSensitive);
  const items = iterate(value);
  if (!items.length) return emptySequence(value, sign < 0 ? "min" : "max");
  return items.reduce((best, item) => (sign * compare(key(item), key(best)) > 0 ? item : best));
}

function pairs(dict: Dict): Value[] {
  return Array.from(dict.entries(), ([key, item]) => new Tuple([key, item]));
}

function dictSort(value: Value, args: Args): Value {
  if (!(value instanceof Dict)) throw new JinjaError("dictsort needs a dict");
  const caseSensitive = truthy(args.get(0, "case_sensitive", false));
  const column = str(args.get(1, "by", "key")) === "value" ? 1 : 0;
  const direction = truthy(args.get(2, "reverse", false)) ? -1 : 1;
  const key = ([k, v]: readonly [Value, Value]) => foldCase(column ? v : k, caseSensitive);
  const entries = [...value.entries()].sort((a, b) => direction * compare(key(a), key(b)));
  return entries.map(([k, v]) => new Tuple([k, v]));
}

function batch(value: Value, args: Args): Value {
  const size = Math.max(1, expectInt(args.get(0, "linecount", 1)));
  const fill = args.get(1, "fill_with", null);
  const items = iterate(value);
  const out: Value[] = [];
  for (let i = 0; i < items.length; i += size) {
    const part = items.slice(i, i + size);
    while (fill !== null && part.length < size && part.length < 1000) part.push(fill);
    out.push(part);
  }
  return out;
}

function sliceInto(value: Value, args: Args): Value {
  const count = Math.max(1, Math.min(100_000, expectInt(args.get(0, "slices", 1))));
  const fill = args.get(1, "fill_with", null);
  const items = sequenceItems(value) ?? iterate(value);
  const [size, longer] = [Math.floor(items.length / count), items.length % count];
  const out: Value[] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const part = items.slice(at, at + size + (i < longer ? 1 : 0));
    at += part.length;
    if (fill !== null && longer && i >= longer) part.push(fill);
    out.push(part);
  }
  return out;
}
