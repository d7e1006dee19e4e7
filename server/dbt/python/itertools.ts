import { arithmetic } from "@/server/dbt/jinja/arithmetic";
import { equals, expectInt, iterate } from "@/server/dbt/jinja/compare";
import { Args, Callable, Module, type Runtime, Tuple, type Value } from "@/server/dbt/jinja/values";

/** Python's `itertools`; what would be lazy there is a list here, within the list limit. */
export function itertoolsModule(): Module {
  const fn = (name: string, run: (args: Args, runtime: Runtime) => Value) => new Callable(name, run);
  return Module.of("itertools", {
    product: fn("product", product),
    chain: Module.of(
      "chain",
      {
        from_iterable: fn("from_iterable", (args) =>
          iterate(args.positional[0] ?? null).flatMap((part) => [...iterate(part)]),
        ),
      },
      (args) => args.positional.flatMap((part) => [...iterate(part)]),
    ),
    combinations: fn("combinations", (args, runtime) => arrangements(args, runtime, false)),
    permutations: fn("permutations", (args, runtime) => arrangements(args, runtime, true)),
    zip_longest: fn("zip_longest", zipLongest),
    islice: fn("islice", islice),
    groupby: fn("groupby", groupBy),
    accumulate: fn("accumulate", accumulate),
    repeat: fn("repeat", (args, { budget }) => {
      const times = expectInt(args.get(1, "times", 0));
      budget.list(times);
      return Array.from({ length: Math.max(0, times) }, () => args.positional[0] ?? null);
    }),
    count: fn("count", () => []),
  });
}

function product(args: Args, { budget }: Runtime): Value {
  const repeat = expectInt(args.named.get("repeat"), 1);
  const once = args.positional.map((part) => iterate(part));
  const lists = Array.from({ length: Math.min(64, Math.max(0, repeat)) }, () => once).flat();
  let rows: Value[][] = [[]];
  for (const list of lists) {
    budget.list(rows.length * list.length * lists.length);
    rows = rows.flatMap((row) => list.map((item) => [...row, item]));
  }
  return rows.map((row) => new Tuple(row));
}

function arrangements(args: Args, { budget }: Runtime, ordered: boolean): Value {
  const items = iterate(args.positional[0] ?? null);
  const size = expectInt(args.get(1, "r", items.length), items.length);
  const out: Value[] = [];
  const grow = (chosen: number[]): void => {
    budget.step();
    if (chosen.length === size) {
      budget.list(out.length + 1);
      out.push(new Tuple(chosen.map((i) => items[i] ?? null)));
      return;
    }
    const from = ordered ? 0 : (chosen.at(-1) ?? -1) + 1;
    for (let i = from; i < items.length; i++) if (!ordered || !chosen.includes(i)) grow([...chosen, i]);
  };
  grow([]);
  return out;
}

function zipLongest(args: Args): Value {
  const lists = args.positional.map((part) => iterate(part));
  const fill = args.named.get("fillvalue") ?? null;
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, i) => new Tuple(lists.map((list) => list[i] ?? fill)));
}

function islice(args: Args): Value {
  const bounds = args.positional.slice(1).map((bound) => (bound === null ? undefined : expectInt(bound)));
  const [start, stop, step] = bounds.length === 1 ? [0, bounds[0], 1] : [bounds[0] ?? 0, bounds[1], bounds[2] ?? 1];
  const items = iterate(args.positional[0] ?? null).slice(start ?? 0, stop);
  return items.filter((_, i) => i % Math.max(1, step ?? 1) === 0);
}

function groupBy(args: Args, runtime: Runtime): Value {
  const key = args.get(1, "key", null);
  const groups: { key: Value; members: Value[] }[] = [];
  for (const item of iterate(args.positional[0] ?? null)) {
    const current = key === null ? item : runtime.call(key, Args.of(item));
    const last = groups.at(-1);
    if (last && equals(last.key, current)) last.members.push(item);
    else groups.push({ key: current, members: [item] });
  }
  return groups.map((group) => new Tuple([group.key, group.members]));
}

function accumulate(args: Args, runtime: Runtime): Value {
  const add = args.get(1, "func", null);
  const out: Value[] = [];
  for (const item of iterate(args.positional[0] ?? null)) {
    const last = out.at(-1);
    if (last === undefined) out.push(item);
    else out.push(add === null ? arithmetic("+", last, item, runtime.budget) : runtime.call(add, Args.of(last, item)));
  }
  return out;
}
