import type { Budget } from "@/server/dbt/jinja/budget";
import { JinjaError } from "@/server/dbt/jinja/errors";

/** Whole numbers are `number` while they are safe, `bigint` beyond; floats are always `Float`. */
export type Int = number | bigint;

export type Value =
  | null
  | boolean
  | Int
  | string
  | Float
  | Value[]
  | Tuple
  | Dict
  | Undefined
  | Namespace
  | Callable
  | HostObject;

export class Float {
  constructor(readonly value: number) {}
}

export class Tuple {
  constructor(readonly items: readonly Value[]) {}
}

/** A name or attribute that does not exist. As in dbt it may be chained, indexed and called; arithmetic on it fails. */
export class Undefined {
  constructor(
    readonly name: string,
    readonly hint: string = `'${name}' is undefined`,
  ) {}

  member(_name: string): Value {
    return this;
  }
  called(): Value {
    return this;
  }
  operated(): Value {
    throw new JinjaError(this.hint);
  }
}

/** A Python dict: keeps insertion order, takes any hashable key, and `1`, `1.0` and `True` are one key. */
export class Dict {
  private readonly slots = new Map<unknown, [Value, Value]>();

  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    for (const [key, value] of entries) this.set(key, value);
  }

  static fromRecord(record: Record<string, Value>): Dict {
    return new Dict(Object.entries(record));
  }

  get size(): number {
    return this.slots.size;
  }
  has(key: Value): boolean {
    return this.slots.has(hashKey(key));
  }
  get(key: Value): Value | undefined {
    return this.slots.get(hashKey(key))?.[1];
  }
  set(key: Value, value: Value): void {
    const hash = hashKey(key);
    const slot = this.slots.get(hash);
    if (slot) slot[1] = value;
    else this.slots.set(hash, [key, value]);
  }
  delete(key: Value): void {
    this.slots.delete(hashKey(key));
  }
  clear(): void {
    this.slots.clear();
  }
  entries(): IterableIterator<[Value, Value]> {
    return this.slots.values();
  }
  keys(): Value[] {
    return Array.from(this.slots.values(), (slot) => slot[0]);
  }
  values(): Value[] {
    return Array.from(this.slots.values(), (slot) => slot[1]);
  }
}

/** `namespace()`: the one object whose attributes a template may assign. */
export class Namespace {
  readonly fields = new Map<string, Value>();
}

/** Arguments of one call. Named ones are kept apart from positional ones, never as a JS object. */
export class Args {
  constructor(
    readonly positional: readonly Value[] = [],
    readonly named: ReadonlyMap<string, Value> = NO_NAMED,
  ) {}

  static of(...positional: Value[]): Args {
    return positional.length ? new Args(positional) : NO_ARGS;
  }

  /** The argument at `index` or named `name`; `undefined` when neither was given. */
  find(index: number, name: string): Value | undefined {
    return index < this.positional.length ? this.positional[index] : this.named.get(name);
  }

  get(index: number, name: string, fallback: Value): Value {
    return this.find(index, name) ?? (index < this.positional.length || this.named.has(name) ? null : fallback);
  }
}

const NO_NAMED: ReadonlyMap<string, Value> = new Map();
export const NO_ARGS = new Args();

export class Callable {
  constructor(
    readonly name: string,
    readonly invoke: (args: Args, runtime: Runtime) => Value,
  ) {}
}

/** Something the host lends to templates. Only what a subclass answers here can be reached; JS properties never are. */
export abstract class HostObject {
  abstract readonly typeName: string;

  attribute(_name: string): Value | undefined {
    return undefined;
  }
  item(_key: Value): Value | undefined {
    return undefined;
  }
  text(): string {
    return `<${this.typeName}>`;
  }
  get isTruthy(): boolean {
    return true;
  }
  get isMapping(): boolean {
    return false;
  }
  iterate(): readonly Value[] | undefined {
    return undefined;
  }
  call(_args: Args, _runtime: Runtime): Value | undefined {
    return undefined;
  }
  equals(other: Value): boolean {
    return this === other;
  }
  compare(_other: Value): number | undefined {
    return undefined;
  }
  /** `self <op> other`, or `other <op> self` when `reversed`. `undefined` when the pair is not supported. */
  operate(_operator: string, _other: Value, _reversed: boolean): Value | undefined {
    return undefined;
  }
}

/** A host object with a fixed set of attributes, such as `target` or `modules.re`. */
export class Module extends HostObject {
  constructor(
    readonly typeName: string,
    private readonly fields: ReadonlyMap<string, Value>,
    private readonly onCall?: (args: Args, runtime: Runtime) => Value,
  ) {
    super();
  }

  static of(typeName: string, fields: Record<string, Value>, onCall?: Module["onCall"]): Module {
    return new Module(typeName, new Map(Object.entries(fields)), onCall);
  }

  override attribute(name: string): Value | undefined {
    return this.fields.get(name);
  }
  override call(args: Args, runtime: Runtime): Value | undefined {
    return this.onCall?.(args, runtime);
  }
}

export type Filter = (value: Value, args: Args, runtime: Runtime) => Value;
export type Test = (value: Value, args: Args, runtime: Runtime) => boolean;
/** A method of a built-in type: gets the object it was read from. */
export type Method<Self> = (self: Self, args: Args, runtime: Runtime) => Value;
export type MethodTable<Self> = ReadonlyMap<string, Method<Self>>;

/** What running code may use: its budget, lookups by name, and the language's own ways to read and call values. */
export interface Runtime {
  readonly budget: Budget;
  filter(name: string): Filter;
  test(name: string): Test;
  getAttribute(value: Value, name: string): Value;
  getItem(value: Value, key: Value): Value;
  call(callee: Value, args: Args): Value;
}

/** What was found, else the fallback. None counts as found, which `??` would not say. */
export function orElse(found: Value | undefined, fallback: Value): Value {
  return found === undefined ? fallback : found;
}

const NULL_KEY = Symbol("None");

function hashKey(key: Value): unknown {
  if (key === null) return NULL_KEY;
  if (typeof key === "boolean") return Number(key);
  if (key instanceof Float) return key.value;
  if (key instanceof Tuple) return `\u0000tuple ${key.items.length} ${key.items.map(hashText).join("\u0000")}`;
  return key;
}

function hashText(key: Value): string {
  const hash = hashKey(key);
  return typeof hash === "symbol" ? "None" : `${typeof hash}:${String(hash)}`;
}
