import { compare, contains, equals, expectInt, iterate, truthy } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Args, Method, MethodTable, Tuple, Value } from "@/server/dbt/jinja/values";

const first = (args: Args): Value => args.positional[0] ?? null;

/** Methods of a list. `set()` gives a list too, so the methods of Python's sets are answered here as well. */
export const LIST_METHODS: MethodTable<Value[]> = new Map<string, Method<Value[]>>([
  [
    "append",
    (self, args, { budget }) => {
      budget.list(self.length + 1);
      self.push(first(args));
      return null;
    },
  ],
  [
    "extend",
    (self, args, { budget }) => {
      const items = [...iterate(first(args))];
      budget.list(self.length + items.length);
      for (const item of items) self.push(item);
      return null;
    },
  ],
  [
    "insert",
    (self, args, { budget }) => {
      budget.list(self.length + 1);
      self.splice(position(self, expectInt(args.positional[0])), 0, args.positional[1] ?? null);
      return null;
    },
  ],
  ["pop", (self, args) => pop(self, args)],
  [
    "remove",
    (self, args) => {
      self.splice(indexOf(self, first(args)), 1);
      return null;
    },
  ],
  [
    "discard",
    (self, args) => {
      const at = self.findIndex((item) => equals(item, first(args)));
      if (at >= 0) self.splice(at, 1);
      return null;
    },
  ],
  ["index", (self, args) => indexOf(self, first(args))],
  ["count", (self, args) => self.filter((item) => equals(item, first(args))).length],
  [
    "reverse",
    (self) => {
      self.reverse();
      return null;
    },
  ],
  [
    "sort",
    (self, args) => {
      self.sort((a, b) => compare(a, b));
      if (truthy(args.get(1, "reverse", false))) self.reverse();
      return null;
    },
  ],
  ["copy", (self) => [...self]],
  [
    "clear",
    (self) => {
      self.length = 0;
      return null;
    },
  ],
  [
    "add",
    (self, args, { budget }) => {
      budget.list(self.length + 1);
      if (!contains(self, first(args))) self.push(first(args));
      return null;
    },
  ],
  [
    "update",
    (self, args, { budget }) => {
      budget.list(self.length);
      for (const item of [...iterate(first(args))]) if (!contains(self, item)) self.push(item);
      return null;
    },
  ],
  [
    "union",
    (self, args, { budget }) => {
      const out = [...self];
      for (const other of args.positional)
        for (const item of iterate(other)) {
          budget.work(out.length);
          if (!contains(out, item)) out.push(item);
        }
      return out;
    },
  ],
  ["difference", (self, args) => self.filter((item) => !args.positional.some((other) => contains(other, item)))],
  ["intersection", (self, args) => self.filter((item) => args.positional.every((other) => contains(other, item)))],
  [
    "symmetric_difference",
    (self, args) => {
      const other = iterate(first(args));
      return [...self.filter((item) => !contains([...other], item)), ...other.filter((item) => !contains(self, item))];
    },
  ],
  ["issubset", (self, args) => self.every((item) => contains(first(args), item))],
  ["issuperset", (self, args) => iterate(first(args)).every((item) => contains(self, item))],
  ["isdisjoint", (self, args) => !self.some((item) => contains(first(args), item))],
]);

export const TUPLE_METHODS: MethodTable<Tuple> = new Map<string, Method<Tuple>>([
  ["index", (self, args) => indexOf(self.items, first(args))],
  ["count", (self, args) => self.items.filter((item) => equals(item, first(args))).length],
]);

function position(list: readonly Value[], index: number): number {
  return index < 0 ? Math.max(0, list.length + index) : index;
}

function indexOf(list: readonly Value[], wanted: Value): number {
  const at = list.findIndex((item) => equals(item, wanted));
  if (at < 0) throw new JinjaError("the value is not in the list");
  return at;
}

function pop(list: Value[], args: Args): Value {
  if (!list.length) throw new JinjaError("pop from empty list");
  const index = expectInt(args.positional[0], -1);
  const at = index < 0 ? list.length + index : index;
  if (at < 0 || at >= list.length) throw new JinjaError("pop index out of range");
  return list.splice(at, 1)[0] ?? null;
}
