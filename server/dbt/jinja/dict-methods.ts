import { iterate } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { repr } from "@/server/dbt/jinja/text";
import {
  type Args,
  Dict,
  type Method,
  type MethodTable,
  Tuple,
  Undefined,
  type Value,
} from "@/server/dbt/jinja/values";

export const DICT_METHODS: MethodTable<Dict> = new Map<string, Method<Dict>>([
  [
    "get",
    (self, args) => {
      const found = self.get(args.positional[0] ?? null);
      return found === undefined ? args.get(1, "default", null) : found;
    },
  ],
  ["items", (self) => Array.from(self.entries(), ([key, value]) => new Tuple([key, value]))],
  ["keys", (self) => self.keys()],
  ["values", (self) => self.values()],
  [
    "update",
    (self, args, { budget }) => {
      budget.list(self.size);
      updateDict(self, args);
      return null;
    },
  ],
  ["pop", (self, args) => pop(self, args)],
  [
    "setdefault",
    (self, args) => {
      const key = args.positional[0] ?? null;
      if (!self.has(key)) self.set(key, args.get(1, "default", null));
      return self.get(key) ?? null;
    },
  ],
  ["copy", (self) => new Dict(self.entries())],
  [
    "clear",
    (self) => {
      self.clear();
      return null;
    },
  ],
  [
    "popitem",
    (self) => {
      const key = self.keys().at(-1);
      if (key === undefined) throw new JinjaError("popitem(): dictionary is empty");
      const value = self.get(key) ?? null;
      self.delete(key);
      return new Tuple([key, value]);
    },
  ],
]);

/** Fills `dict` from what `dict()` and `dict.update()` accept: a dict, an iterable of pairs, and named arguments. */
export function updateDict(dict: Dict, args: Args): void {
  const source = args.positional[0] ?? null;
  if (source instanceof Dict) for (const [key, value] of source.entries()) dict.set(key, value);
  else if (source !== null && !(source instanceof Undefined))
    for (const pair of iterate(source)) {
      const [key, value, extra] = iterate(pair);
      if (key === undefined || value === undefined || extra !== undefined)
        throw new JinjaError("dictionary update sequence elements must be pairs");
      dict.set(key, value);
    }
  for (const [name, value] of args.named) dict.set(name, value);
}

function pop(dict: Dict, args: Args): Value {
  const key = args.positional[0] ?? null;
  const value = dict.get(key);
  if (value !== undefined) {
    dict.delete(key);
    return value;
  }
  const fallback = args.find(1, "default");
  if (fallback === undefined) throw new JinjaError(`KeyError: ${repr(key)}`);
  return fallback;
}
