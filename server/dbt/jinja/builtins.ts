import { expectInt } from "@/server/dbt/jinja/compare";
import { updateDict } from "@/server/dbt/jinja/dict-methods";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { type Args, Callable, Dict, Module, Namespace, type Runtime, type Value } from "@/server/dbt/jinja/values";

/** The names every Jinja template has. */
export const BUILTINS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["range", new Callable("range", range)],
  ["dict", new Callable("dict", dict)],
  ["namespace", new Callable("namespace", namespace)],
  ["cycler", new Callable("cycler", cycler)],
  ["joiner", new Callable("joiner", joiner)],
  ["lipsum", new Callable("lipsum", () => "")],
]);

function range(args: Args, { budget }: Runtime): Value {
  const bounds = args.positional.map((bound) => expectInt(bound));
  const [start = 0, stop = 0, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  if (step === 0) throw new JinjaError("range() arg 3 must not be zero");
  budget.list(Math.max(0, Math.ceil((stop - start) / step)));
  const out: Value[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) out.push(i);
  return out;
}

function dict(args: Args): Value {
  const out = new Dict();
  updateDict(out, args);
  return out;
}

function namespace(args: Args): Value {
  const initial = new Dict();
  updateDict(initial, args);
  const out = new Namespace();
  for (const [name, value] of initial.entries()) out.fields.set(str(name), value);
  return out;
}

function cycler(args: Args): Value {
  const items = args.positional;
  let at = 0;
  const next = new Callable("next", () => (items.length ? (items[at++ % items.length] ?? null) : null));
  const reset = new Callable("reset", () => {
    at = 0;
    return null;
  });
  return Module.of("cycler", { next, reset });
}

function joiner(args: Args): Value {
  const separator = args.get(0, "sep", ", ");
  let used = false;
  return new Callable("joiner", () => {
    if (used) return separator;
    used = true;
    return "";
  });
}
