import { equals } from "@/server/dbt/jinja/compare";
import { type Args, Callable, HostObject, type Runtime, Tuple, Undefined, type Value } from "@/server/dbt/jinja/values";

/** The `loop` variable. One object serves all turns; `index` moves. */
export class Loop extends HostObject {
  readonly typeName = "LoopContext";
  index = 0;
  private previous: Value | undefined;

  constructor(
    private readonly items: readonly Value[],
    private readonly depth: number,
    private readonly recurse: ((items: Value, depth: number, runtime: Runtime) => Value) | null,
  ) {
    super();
  }

  override attribute(name: string): Value | undefined {
    const { index, items } = this;
    switch (name) {
      case "index":
        return index + 1;
      case "index0":
        return index;
      case "revindex":
        return items.length - index;
      case "revindex0":
        return items.length - index - 1;
      case "first":
        return index === 0;
      case "last":
        return index === items.length - 1;
      case "length":
        return items.length;
      case "depth":
        return this.depth + 1;
      case "depth0":
        return this.depth;
      case "previtem":
        return index > 0 ? (items[index - 1] ?? null) : new Undefined("previtem", "there is no previous item");
      case "nextitem":
        return index < items.length - 1
          ? (items[index + 1] ?? null)
          : new Undefined("nextitem", "there is no next item");
      case "cycle":
        return new Callable("cycle", (args) => args.positional[index % Math.max(1, args.positional.length)] ?? null);
      case "changed":
        return new Callable("changed", (args) => this.changed(new Tuple(args.positional)));
      default:
        return undefined;
    }
  }

  override call(args: Args, runtime: Runtime): Value | undefined {
    return this.recurse?.(args.positional[0] ?? null, this.depth + 1, runtime);
  }

  private changed(value: Value): boolean {
    const same = this.previous !== undefined && equals(this.previous, value);
    this.previous = value;
    return !same;
  }
}
